import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { Problem } from '@soban/contract/problem';
import { jwtSecret } from '../harness/restaurant.ts';

/** Why a sign-in does not count. */
export type Reason = NonNullable<Problem['reason']>;

interface Parts {
  header?: unknown;
  payload?: unknown;
  key?: string | Buffer;
  hash?: string;
  signature?: string;
}

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
const encoded = (part: unknown) =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

/** Tokens for a sign-in that is good, as somebody else might make them or alter the true one. */
export function badTokens(good: string, signInId: string): [name: string, token: string, reason: Reason][] {
  const claims = { iss: 'soban', jti: signInId, iat: inAnHour() - 3600, exp: inAnHour() };
  const [head = '', body = '', signature = ''] = good.split('.');

  function made({ header = { alg: 'HS256' }, payload = claims, key = jwtSecret, hash = 'sha256', ...own }: Parts) {
    const signed = `${encoded(header)}.${encoded(payload)}`;
    return `${signed}.${own.signature ?? createHmac(hash, key).update(signed).digest('base64url')}`;
  }
  /** Signed with the right key, with these claims changed: what only a fault of the server's own could make. */
  const saying = (change: object) => made({ payload: { ...claims, ...change } });
  const { exp: _exp, ...endless } = claims;
  const { jti: _jti, ...nameless } = claims;
  const { iss: _iss, ...fromNobody } = claims;

  function signedBy(alg: string, key: typeof stranger.privateKey) {
    const signed = `${encoded({ alg })}.${encoded(claims)}`;
    const as = alg.startsWith('ES') ? { key, dsaEncoding: 'ieee-p1363' as const } : key;
    return `${signed}.${sign('sha256', Buffer.from(signed), as).toString('base64url')}`;
  }

  const invalid: [string, string][] = [
    ...['none', 'None', 'NONE', 'nOnE'].map((alg): [string, string] => [
      `algorithm ${alg}, unsigned`,
      made({ header: { alg }, signature: '' }),
    ]),
    ['algorithm none with a true signature', `${encoded({ alg: 'none' })}.${body}.${signature}`],
    ['HS384', made({ header: { alg: 'HS384' }, hash: 'sha384' })],
    ['HS512', made({ header: { alg: 'HS512' }, hash: 'sha512' })],
    ['HS512 by its header alone', made({ header: { alg: 'HS512' } })],
    ['RS256 by its header alone', made({ header: { alg: 'RS256' } })],
    ['RS256 by a stranger', signedBy('RS256', stranger.privateKey)],
    ['ES256 by a stranger', signedBy('ES256', curve.privateKey)],
    ['PS256 by its header alone', made({ header: { alg: 'PS256' } })],
    ['EdDSA by its header alone', made({ header: { alg: 'EdDSA' } })],
    ['no algorithm', made({ header: {} })],
    ['an empty algorithm', made({ header: { alg: '' } })],
    ['a list of algorithms', made({ header: { alg: ['HS256'] } })],
    ['an algorithm in small letters', made({ header: { alg: 'hs256' } })],
    ['another key', made({ key: 'another-secret-of-thirty-two-bytes-or-more' })],
    ['an empty key', made({ key: '' })],
    ['a key of zeroes', made({ key: Buffer.alloc(32) })],
    ['the key, cut', made({ key: jwtSecret.slice(0, -1) })],
    ['the key in base64', made({ key: Buffer.from(jwtSecret).toString('base64') })],
    ['the sign-in’s id as the key', made({ key: signInId })],
    [
      'a key of the token’s own (jwk)',
      made({ header: { alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, key: Buffer.alloc(3) }),
    ],
    ['a key elsewhere (jku)', made({ header: { alg: 'HS256', jku: 'http://127.0.0.1:1/keys' }, key: 'stranger' })],
    ['a certificate of its own (x5c)', made({ header: { alg: 'HS256', x5c: ['AAAA'] }, key: 'stranger' })],
    ['a key’s name with a path', made({ header: { alg: 'HS256', kid: '../../dev/null' }, key: '' })],
    ['a key’s name of every object', made({ header: { alg: 'HS256', kid: '__proto__' }, key: '' })],
    ['something critical that is unknown', made({ header: { alg: 'HS256', crit: ['exp'], exp: 1 } })],
    ['something critical that is empty', made({ header: { alg: 'HS256', crit: [] } })],
    ['an unencoded payload (b64)', made({ header: { alg: 'HS256', b64: false, crit: ['b64'] } })],
    [
      'another sign-in under the true signature',
      `${head}.${encoded({ ...claims, jti: `${signInId.slice(0, -1)}0` })}.${signature}`,
    ],
    ['a later end under the true signature', `${head}.${encoded({ ...claims, exp: inAnHour() * 2 })}.${signature}`],
    [
      'another header over the true signature',
      `${encoded({ alg: 'HS256', typ: 'JWT', kid: '1' })}.${body}.${signature}`,
    ],
    ['no issuer', made({ payload: fromNobody })],
    ['another issuer', saying({ iss: 'somebody' })],
    ['a list of issuers', saying({ iss: ['soban'] })],
    ['no sign-in', made({ payload: nameless })],
    ['an empty sign-in', saying({ jti: '' })],
    ['a sign-in that never was', saying({ jti: '0190b5a0-0000-7000-8000-000000000000' })],
    ['a number for a sign-in', saying({ jti: 7 })],
    ['an object for a sign-in', saying({ jti: { id: signInId } })],
    ['a list for a sign-in', saying({ jti: [signInId] })],
    ['a sign-in with NUL', saying({ jti: `${signInId}\0` })],
    ['a very long sign-in', saying({ jti: 'x'.repeat(2000) })],
    ['no end', made({ payload: endless })],
    ['an end in words', saying({ exp: 'never' })],
    ['a later beginning', saying({ nbf: inAnHour() })],
    ['a list of claims', made({ payload: [] })],
    ['null for claims', made({ payload: null })],
    ['claims that are no JSON', made({ payload: '{' })],
    ['a header that is no JSON', made({ header: '{' })],
    ['cut short', good.slice(0, -2)],
    ['without its signature', `${head}.${body}.`],
    ['without its last part', `${head}.${body}`],
    ['with one part more', `${good}.${signature}`],
    ['of five parts', `${head}....${signature}`],
    ['in capital letters', good.toUpperCase()],
    ['twice', `${good},${good}`],
    ['in quotes', `"${good}"`],
    ['with a blank in it', good.replace('.', '. ')],
    ['dots', '..'],
    ['a word', 'open-sesame'],
    ['undefined', 'undefined'],
    ['null', 'null'],
    ['a very long word', 'x'.repeat(6000)],
  ];
  return [
    ...invalid.map(([name, token]): [string, string, Reason] => [name, token, 'invalid']),
    ['that ended a second ago', saying({ exp: inAnHour() - 3601 }), 'expired'],
    ['that ended in 1970', saying({ exp: 0 }), 'expired'],
    ['that ended before', saying({ exp: -1 }), 'expired'],
  ];
}
