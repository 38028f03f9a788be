import type { PublicKey } from '@soban/contract/auth';
import { errors, exportJWK, type JWTHeaderParameters, jwtVerify, type KeyInput, SignJWT } from 'jose';
import { clock } from '../../clock.ts';
import type { TokenConfig } from '../../config/tokens.ts';
import { jwtSecret } from './jwt-secret.ts';
import { type KeyPairs, readKeyPairs } from './key-files.ts';

/** What a token says: which sign-in it stands for. Everything else about the principal is the server's to know. */
export interface Claims {
  signInId: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

export type TokenFault = 'invalid' | 'expired';

export interface Tokens {
  sign(claims: Claims): Promise<string>;
  /** The sign-in it stands for, or what is wrong with it. */
  verify(token: string): Promise<Claims | TokenFault>;
  /** What others can check tokens with; none where a secret signs them. */
  publicKeys: readonly PublicKey[];
}

/** What an id of a sign-in can be; not every engine can even be asked for others. */
const isSignInId = /^[\w-]{1,36}$/;

type Algorithm = TokenConfig['algorithm'];

/** What tokens are signed and checked with. Only the one algorithm counts, whatever a token's header says. */
interface Ring {
  algorithm: Algorithm;
  signing: { id?: string; key: KeyInput };
  /** The key to check a token with that names this one; undefined: no such key. */
  checking: (id: string | undefined) => KeyInput | undefined;
}

/** Tokens as the configuration says. */
export async function tokensFrom(config: TokenConfig, dataFolder: string): Promise<Tokens> {
  if (config.kind === 'secret') return hmacTokens(jwtSecret(config.secret, dataFolder), config.algorithm);
  return keyedTokens(await readKeyPairs(config), config.algorithm);
}

function hmacTokens(secret: string, algorithm: Algorithm): Tokens {
  const key = new TextEncoder().encode(secret);
  return { ...tokensWith({ algorithm, signing: { key }, checking: () => key }), publicKeys: [] };
}

/** Signed with one key, checked with any that is known, so that keys can be changed while tokens of the old one are about. */
async function keyedTokens({ signing, publicKeys }: KeyPairs, algorithm: PublicKey['alg']): Promise<Tokens> {
  const checking = (id = '') => publicKeys.get(id);
  const shown = [...publicKeys].map(async ([kid, key]) => {
    const { n = '', e = '' } = await exportJWK(key);
    return { kty: 'RSA' as const, kid, use: 'sig' as const, alg: algorithm, n, e };
  });
  return { ...tokensWith({ algorithm, signing, checking }), publicKeys: await Promise.all(shown) };
}

function tokensWith({ algorithm, signing, checking }: Ring): Pick<Tokens, 'sign' | 'verify'> {
  const header: JWTHeaderParameters = { alg: algorithm, ...(signing.id === undefined ? {} : { kid: signing.id }) };
  const keyFor = ({ kid }: { kid?: string }) => {
    const key = checking(kid);
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    return key;
  };
  return {
    sign: ({ signInId, expiresAt }) =>
      new SignJWT({})
        .setProtectedHeader(header)
        .setIssuer('soban')
        .setJti(signInId)
        .setIssuedAt(Math.floor(clock.now() / 1000))
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(signing.key),
    verify: async (token) => {
      try {
        const rules = { algorithms: [algorithm], issuer: 'soban', currentDate: new Date(clock.now()) };
        const { payload } = await jwtVerify(token, keyFor, rules);
        // The text is whatever was signed; the types only hope.
        if (typeof payload.jti !== 'string' || !isSignInId.test(payload.jti) || !payload.exp) return 'invalid';
        return { signInId: payload.jti, expiresAt: payload.exp * 1000 };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return 'expired';
        if (error instanceof errors.JOSEError) return 'invalid';
        throw error;
      }
    },
  };
}
