import { generateKeyPair } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import Type from 'typebox';
import { keyId, shortestKey } from '../features/auth/key-files.ts';
import { makeFolder } from '../folders.ts';
import { readOptions } from './options.ts';

export const keyUsage = `  keys create      make a pair of keys for sign-in tokens
    --folder FOLDER        (data/keys)
    --bits BITS            ${shortestKey} or more (3072)
`;

/** Writes both halves of a new pair, named by their id; what is there already is never written over. */
export async function keysCreate(args: string[], projectFolder: string): Promise<string> {
  const options = readOptions(args, {
    folder: Type.String({ minLength: 1, default: 'data/keys' }),
    bits: Type.Integer({ minimum: shortestKey, maximum: 16_384, default: 3072 }),
  });
  const folder = resolve(projectFolder, options.folder);
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: options.bits });
  const file = join(folder, await keyId(publicKey));
  makeFolder(folder);
  const onlyNew = { flag: 'wx' };
  writeFileSync(`${file}.private.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }), {
    ...onlyNew,
    mode: 0o600,
  });
  writeFileSync(`${file}.public.pem`, publicKey.export({ type: 'spki', format: 'pem' }), onlyNew);

  const shown = (path: string) => (path.startsWith(projectFolder) ? relative(projectFolder, path) : path);
  return `A pair of ${options.bits} bits is there. To sign with it, set

  JWT_PRIVATE_KEY_PATH=${shown(file)}.private.pem
  JWT_PUBLIC_KEY_PATH=${shown(folder)}

Where another key is in use, nobody has to sign in again if you go step by step, restarting every server after each:
  1. put the new .public.pem beside the old one on every server
  2. set JWT_PRIVATE_KEY_PATH to the new .private.pem
  3. delete the old pair once its last token has expired (the longer of JWT_ADMIN_EXPIRY and JWT_TABLE_EXPIRY)`;
}
