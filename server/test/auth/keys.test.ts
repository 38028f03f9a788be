import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as endpoints from '@soban/contract/endpoints';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { tokensFrom } from '../../src/features/auth/tokens.ts';
import { appOfThisFile, appOfThisTest, startApp, type TestApp } from '../harness/app-harness.ts';
import { runCli } from '../harness/cli.ts';
import { pair } from '../harness/guest.ts';
import { unstartedProcess } from '../harness/process-harness.ts';
import { newRestaurant } from '../harness/restaurant.ts';

const folder = mkdtempSync(join(tmpdir(), 'soban-keys-'));
const files = newRestaurant();
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await files.remove();
});

interface Pair {
  id: string;
  privateFile: string;
  publicFile: string;
}

/** A pair as an operator makes it. */
async function newPair(into = folder): Promise<Pair> {
  const { code, said } = await runCli(files, 'keys', 'create', '--folder', into, '--bits', '2048');
  expect(code, said).toBe(0);
  const privateFile = /JWT_PRIVATE_KEY_PATH=(.+)/.exec(said)?.[1] ?? '';
  const publicFile = privateFile.replace('.private.', '.public.');
  return { id: /([^/]+)\.private\.pem$/.exec(privateFile)?.[1] ?? '', privateFile, publicFile };
}

const envOf = (signing: Pair, ...others: Pair[]) => ({
  JWT_PRIVATE_KEY_PATH: signing.privateFile,
  JWT_PUBLIC_KEY_PATH: [signing, ...others].map(({ publicFile }) => publicFile).join(','),
});

const [one, other] = [await newPair(), await newPair()];
const app = await appOfThisFile(envOf(one));
const guest = await pair(app.anyone, 1);
const { jti: signInId = '' } = decodeJwt(guest.token);

const isTaken = async ({ anyone }: TestApp, token: string) => {
  const answer = await anyone.bearing(token).call(endpoints.whoAmI);
  return answer.status === 200 ? answer.ok().kind === 'table' : answer.refused('unauthenticated').reason;
};

interface Forged {
  alg?: string;
  /** Empty: the token names no key. */
  kid?: string;
  key?: KeyObject | Uint8Array;
  expires?: string;
}

/** A token for the guest's own sign-in, made by somebody else. */
function forged({ alg = 'RS256', kid = one.id, key = keyIn(one.privateFile), expires = '1h' }: Forged = {}) {
  return new SignJWT({})
    .setProtectedHeader(kid === '' ? { alg } : { alg, kid })
    .setIssuer('soban')
    .setJti(signInId)
    .setExpirationTime(expires)
    .sign(key);
}

function keyIn(file: string): KeyObject {
  return createPrivateKey(readFileSync(file));
}

test('keys create makes a pair that is its owner’s alone, named by the key itself, and writes over nothing', async () => {
  expect(statSync(one.privateFile).mode & 0o777).toBe(0o600);
  const { n, e } = createPublicKey(readFileSync(one.publicFile)).export({ format: 'jwk' });
  expect(one.id).toBe(
    createHash('sha256')
      .update(JSON.stringify({ e, kty: 'RSA', n }))
      .digest('base64url'),
  );
  expect(readdirSync(folder).filter((name) => name.endsWith('.pem'))).toHaveLength(4);
  expect(createPrivateKey(readFileSync(one.privateFile)).asymmetricKeyDetails?.modulusLength).toBe(2048);
  const { code, said } = await runCli(files, 'keys', 'create', '--folder', folder, '--bits', '1024');
  expect({ code, first: said.split('\n')[0] }).toEqual({ code: 1, first: '--bits must be >= 2048' });
});

test('a token names its key, and anybody can check it with what the server publishes', async () => {
  expect(decodeProtectedHeader(guest.token)).toEqual({ alg: 'RS256', kid: one.id });
  const answer = await app.anyone.call(endpoints.readPublicKeys);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
  const { keys } = answer.ok();
  expect(keys).toMatchObject([{ kid: one.id, use: 'sig', alg: 'RS256', kty: 'RSA' }]);
  expect(answer.text).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
  const { payload } = await jwtVerify(guest.token, createLocalJWKSet({ keys }), { issuer: 'soban' });
  expect(payload.jti).toBe(signInId);
});

test('a secret is published by nobody', async () => {
  const answer = await (await appOfThisTest()).anyone.call(endpoints.readPublicKeys);
  expect(answer.ok()).toEqual({ keys: [] });
});

test('the right key, name and algorithm make a token', async () => {
  expect(await isTaken(app, await forged())).toBe(true);
  expect(await isTaken(app, await forged({ expires: '-1s' }))).toBe('expired');
});

describe('refused as invalid', () => {
  const publicBytes = new Uint8Array(readFileSync(one.publicFile));
  test.each<[string, () => Promise<string> | string]>([
    ['signed with a key that is not known here', () => forged({ kid: other.id, key: keyIn(other.privateFile) })],
    ['signed with another key under the name of a known one', () => forged({ key: keyIn(other.privateFile) })],
    ['of a key without a name', () => forged({ kid: '' })],
    ['of a name that every object has', () => forged({ kid: '__proto__' })],
    ['signed with the public key as a secret', () => forged({ alg: 'HS256', key: publicBytes })],
    ['signed with another algorithm of the same key', () => forged({ alg: 'RS512' })],
    ['padded otherwise', () => forged({ alg: 'PS256' })],
    ['not signed at all', () => new UnsecuredJWT({ jti: signInId, iss: 'soban' }).setExpirationTime('1h').encode()],
    ['altered', () => guest.token.replace(/\.(..)/, '.AA')],
  ])('%s', async (_, make) => {
    expect(await isTaken(app, await make())).toBe('invalid');
  });
});

test('servers at any two neighbouring steps of a rotation take each other’s tokens', async () => {
  const steps = [envOf(one), envOf(one, other), envOf(other, one), envOf(other)];
  const servers: TestApp[] = [];
  for (const env of steps) servers.push(await startApp(env, servers[0]?.restaurant));
  const guests = await Promise.all(servers.map((server, at) => pair(server.anyone, at + 1)));
  for (const [at, { token }] of guests.entries()) {
    const taken = await Promise.all(servers.map((server) => isTaken(server, token)));
    // Only those that have not heard of the new key yet, and those that have forgotten the old one, refuse.
    expect(taken).toEqual(at < 2 ? [true, true, true, 'invalid'] : ['invalid', true, true, true]);
  }
  const published = await servers[1]?.anyone.call(endpoints.readPublicKeys);
  expect(published?.ok().keys.map(({ kid }) => kid)).toEqual([one.id, other.id]);
  for (const server of servers) await server.stop();
  await servers[0]?.restaurant.remove();
});

test('a folder stands for all public keys in it, and the private ones beside them for none', async () => {
  const beside = await appOfThisTest({ JWT_PRIVATE_KEY_PATH: one.privateFile, JWT_PUBLIC_KEY_PATH: folder });
  const { keys } = (await beside.anyone.call(endpoints.readPublicKeys)).ok();
  expect(keys.map(({ kid }) => kid)).toEqual([one.id, other.id].toSorted());
});

describe('keys that cannot be used are said in one line that names them', () => {
  const broken = join(folder, 'broken');
  const write = (name: string, text: string | Buffer) => {
    mkdirSync(broken, { recursive: true });
    const file = join(broken, name);
    writeFileSync(file, text);
    return file;
  };
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = (key: KeyObject) => key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' });

  test.each<[string, Record<string, string>, RegExp]>([
    [
      'missing',
      { JWT_PRIVATE_KEY_PATH: join(folder, 'none.pem') },
      /^JWT_PRIVATE_KEY_PATH: .+none\.pem cannot be read: /,
    ],
    [
      'missing',
      { JWT_PUBLIC_KEY_PATH: join(folder, 'none.pem') },
      /^JWT_PUBLIC_KEY_PATH: .+none\.pem cannot be read: /,
    ],
    ['a folder', { JWT_PRIVATE_KEY_PATH: folder }, /^JWT_PRIVATE_KEY_PATH: .+ cannot be read: /],
    [
      'no key',
      { JWT_PRIVATE_KEY_PATH: write('letter.txt', 'Dear diary,') },
      /letter\.txt is no key that can be used: /,
    ],
    [
      'a public key',
      { JWT_PRIVATE_KEY_PATH: one.publicFile },
      /^JWT_PRIVATE_KEY_PATH: .+ is no key that can be used: /,
    ],
    ['a private key', { JWT_PUBLIC_KEY_PATH: one.privateFile }, /used: it is a private key$/],
    [
      'short',
      { JWT_PRIVATE_KEY_PATH: write('short.txt', pem(short.privateKey)) },
      /short\.txt has 1024 bits; 2048 are/,
    ],
    [
      'of another kind',
      { JWT_PUBLIC_KEY_PATH: write('ec.txt', pem(curve.publicKey)) },
      /ec\.txt is a key of the kind ec;/,
    ],
    ['of another pair', { JWT_PUBLIC_KEY_PATH: other.publicFile }, /none of these keys belongs to .+\.private\.pem;/],
    ['nowhere in the folder', { JWT_PUBLIC_KEY_PATH: broken }, /the folder .+ has no \.pem file of a public key$/],
  ])('%s: %j', async (_, env, fault) => {
    const { tokens } = readConfig({ ...files.env, ...envOf(one), ...env }, files.folder);
    const error: unknown = await tokensFrom(tokens, files.folder).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ConfigError' });
    const { message } = error as Error;
    expect(message).toMatch(fault);
    expect(message).not.toContain('\n');
  });

  test('and keep the server from starting', async () => {
    const server = await unstartedProcess({
      LOG_LEVEL: 'silent',
      ...envOf(one),
      JWT_PRIVATE_KEY_PATH: other.privateFile,
    });
    const { code, said } = await server.startInVain();
    expect(code).toBe(1);
    expect(said).toMatch(/^JWT_PUBLIC_KEY_PATH: none of these keys belongs to .+\n$/);
  });
});
