import * as endpoints from '@soban/contract/endpoints';
import { decodeJwt, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { pair } from '../harness/guest.ts';
import { jwtSecret } from '../harness/restaurant.ts';

const app = await appOfThisFile();
const guest = await pair(app.anyone, 1);
const { jti: signInId = '' } = decodeJwt(guest.token);

const reasonFor = async (token: string) =>
  (await app.anyone.bearing(token).call(endpoints.whoAmI)).refused('unauthenticated').reason;

/** A token for the guest's own sign-in, made by somebody else. */
function forged({ secret = jwtSecret, algorithm = 'HS256', issuer = 'soban', id = signInId, expires = '1h' } = {}) {
  return new SignJWT({})
    .setProtectedHeader({ alg: algorithm })
    .setIssuer(issuer)
    .setJti(id)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(secret));
}

test('the right secret, algorithm, issuer and sign-in make a token', async () => {
  const answer = await app.anyone.bearing(await forged()).call(endpoints.whoAmI);
  expect(answer.ok()).toMatchObject({ kind: 'table', table: guest.table });
});

describe('refused as invalid', () => {
  test.each([
    ['signed with another secret', () => forged({ secret: 'another-secret-of-thirty-two-bytes-or-more' })],
    ['signed with another algorithm of the same family', () => forged({ algorithm: 'HS512' })],
    ['from another issuer', () => forged({ issuer: 'somebody' })],
    ['for a sign-in that never was', () => forged({ id: '0190b5a0-0000-7000-8000-000000000000' })],
    ['for no sign-in', () => forged({ id: '' })],
    ['not signed at all', () => new UnsecuredJWT({ jti: signInId, iss: 'soban' }).setExpirationTime('1h').encode()],
    [
      'signed with a key pair',
      async () =>
        new SignJWT({ jti: signInId, iss: 'soban' })
          .setProtectedHeader({ alg: 'ES256' })
          .setExpirationTime('1h')
          .sign((await generateKeyPair('ES256')).privateKey),
    ],
    ['altered', () => guest.token.replace(/\.(..)/, '.AA')],
    ['cut short', () => guest.token.slice(0, -2)],
    ['no token', () => 'open-sesame'],
  ])('%s', async (_, make) => {
    expect(await reasonFor(await make())).toBe('invalid');
  });
});

test.each([{}, ['one'], 7, true, null])(
  'refused as invalid: signed with the right secret for the sign-in %j',
  async (jti) => {
    const claims = { jti, iss: 'soban' } as unknown as JWTPayload;
    const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h');
    expect(await reasonFor(await token.sign(new TextEncoder().encode(jwtSecret)))).toBe('invalid');
  },
);

test('an expired token says so', async () => {
  expect(await reasonFor(await forged({ expires: '-1s' }))).toBe('expired');
});

test.each(['', 'Bearer', 'Basic b3duZXI6b3Blbg==', 'Bearer  '])(
  'authorization "%s" is as good as none',
  async (authorization) => {
    const answer = await app.anyone.with({ authorization }).call(endpoints.whoAmI);
    expect(answer.refused('unauthenticated').reason).toBe('missing');
  },
);

test('a token in the address counts for nothing', async () => {
  const params = { tableId: guest.table.id };
  for (const query of [
    `?token=${guest.token}`,
    `?access_token=${guest.token}`,
    `?authorization=Bearer+${guest.token}`,
  ]) {
    (await app.anyone.callBadly(endpoints.whoAmI, { query })).refused('unauthenticated');
    (await app.anyone.callBadly(endpoints.streamTable, { params, query })).refused('unauthenticated');
  }
});

test('a token tells nobody anything but which sign-in it stands for', () => {
  expect(Object.keys(decodeJwt(guest.token)).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'exp',
    'iat',
    'iss',
    'jti',
  ]);
});
