import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calculateJwkThumbprint } from 'jose';
import { ConfigError } from '../../config/environment.ts';
import type { TokenConfig } from '../../config/tokens.ts';

/** Bits; shorter keys can be broken. */
export const shortestKey = 2048;

/** The keys that tokens are signed and checked with. */
export interface KeyPairs {
  signing: { id: string; key: KeyObject };
  /** By id, the signing key's own half among them. */
  publicKeys: Map<string, KeyObject>;
}

/** The key's RFC 7638 thumbprint: every server has the same name for it without being told one. */
export function keyId(key: KeyObject): Promise<string> {
  return calculateJwkThumbprint(key);
}

/** Reads the configured files; throws `ConfigError` with a line that names the one that is no good. */
export async function readKeyPairs(config: Extract<TokenConfig, { kind: 'keys' }>): Promise<KeyPairs> {
  const key = readKey('JWT_PRIVATE_KEY_PATH', config.privateKeyFile, createPrivateKey);
  const id = await keyId(createPublicKey(key));
  const publicKeys = new Map<string, KeyObject>();
  for (const file of config.publicKeyFiles.flatMap(filesAt)) {
    const publicKey = readKey('JWT_PUBLIC_KEY_PATH', file, publicKeyOf);
    publicKeys.set(await keyId(publicKey), publicKey);
  }
  if (!publicKeys.has(id)) {
    throw new ConfigError(
      `JWT_PUBLIC_KEY_PATH: none of these keys belongs to ${config.privateKeyFile}; other servers would refuse what it signs`,
    );
  }
  return { signing: { id, key }, publicKeys };
}

/** The file itself, or a folder's PEM files: private keys may lie among them, as `keys create` leaves them. */
function filesAt(path: string): string[] {
  try {
    const files = readdirSync(path).filter((name) => name.endsWith('.pem') && !name.endsWith('.private.pem'));
    if (files.length > 0) return files.toSorted().map((name) => join(path, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return [path];
    throw new ConfigError(`JWT_PUBLIC_KEY_PATH: ${path} cannot be read: ${(error as Error).message}`);
  }
  throw new ConfigError(`JWT_PUBLIC_KEY_PATH: the folder ${path} has no .pem file of a public key`);
}

function publicKeyOf(pem: Buffer): KeyObject {
  // Node would take a private key for its public half too, and nobody would notice that it lies about.
  if (pem.includes('PRIVATE KEY')) throw new Error('it is a private key');
  return createPublicKey(pem);
}

function readKey(variable: string, file: string, parse: (pem: Buffer) => KeyObject): KeyObject {
  const pem = attempt(`${variable}: ${file} cannot be read`, () => readFileSync(file));
  const key = attempt(`${variable}: ${file} is no key that can be used`, () => parse(pem));
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa') {
    throw new ConfigError(`${variable}: ${file} is a key of the kind ${key.asymmetricKeyType}; it must be RSA`);
  }
  if (bits < shortestKey) {
    throw new ConfigError(`${variable}: ${file} has ${bits} bits; ${shortestKey} are the least`);
  }
  return key;
}

function attempt<Result>(what: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new ConfigError(`${what}: ${(error as Error).message}`);
  }
}
