import { resolve } from 'node:path';
import { ConfigError, type Values } from './environment.ts';

/** How sign-in tokens are signed. */
export type TokenConfig =
  | {
      kind: 'secret';
      algorithm: 'HS256' | 'HS384' | 'HS512';
      /** Undefined in development where none is set: one is made and kept in the data folder. */
      secret: string | undefined;
    }
  | {
      kind: 'keys';
      algorithm: 'RS256' | 'RS384' | 'RS512';
      /** A PEM file: what new tokens are signed with. */
      privateKeyFile: string;
      /** PEM files, or folders of them: what tokens are checked with, the private key's own half and those of earlier or coming keys. */
      publicKeyFiles: string[];
    };

const shortestSecret = 32;

/** The secret of a single box, or key files where one is named. */
export function tokensOf(values: Values, folder: string): TokenConfig {
  const { JWT_ALGORITHM, JWT_PRIVATE_KEY_PATH, JWT_PUBLIC_KEY_PATH } = values;
  if (JWT_PRIVATE_KEY_PATH !== undefined || JWT_ALGORITHM?.startsWith('RS')) {
    const algorithm = JWT_ALGORITHM ?? 'RS256';
    if (!isKeyed(algorithm)) {
      throw new ConfigError(`JWT_ALGORITHM is ${algorithm}, which takes no JWT_PRIVATE_KEY_PATH`);
    }
    if (JWT_PRIVATE_KEY_PATH === undefined || JWT_PUBLIC_KEY_PATH === undefined) {
      throw new ConfigError(
        `JWT_ALGORITHM ${algorithm} needs JWT_PRIVATE_KEY_PATH and JWT_PUBLIC_KEY_PATH; make keys with: npm run cli -- keys create`,
      );
    }
    const publicKeyFiles = JWT_PUBLIC_KEY_PATH.split(',').map((path) => resolve(folder, path.trim()));
    return { kind: 'keys', algorithm, privateKeyFile: resolve(folder, JWT_PRIVATE_KEY_PATH), publicKeyFiles };
  }
  const secret = values.JWT_SECRET_KEY || undefined;
  if (secret === undefined ? values.NODE_ENV === 'production' : Buffer.byteLength(secret) < shortestSecret) {
    const fault = secret === undefined ? 'is missing' : 'is too short';
    throw new ConfigError(
      `JWT_SECRET_KEY ${fault}: at least ${shortestSecret} bytes, for example from: openssl rand -base64 48`,
    );
  }
  return { kind: 'secret', algorithm: (JWT_ALGORITHM ?? 'HS256') as 'HS256' | 'HS384' | 'HS512', secret };
}

function isKeyed(algorithm: string): algorithm is 'RS256' | 'RS384' | 'RS512' {
  return algorithm.startsWith('RS');
}
