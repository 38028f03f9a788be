import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../config/environment.ts';

/** The configured secret, or in development one that is made once and kept in the data folder. */
export function jwtSecret(configured: string | undefined, folder: string): string {
  if (configured !== undefined) return configured;
  const file = join(folder, 'jwt-secret');
  if (!existsSync(file)) keep(file, randomBytes(48).toString('base64url'));
  const secret = readFileSync(file, 'utf8').trim();
  // Anybody could sign with nothing: a start that was cut off may have left an empty file.
  if (secret === '') throw new ConfigError(`JWT_SECRET_KEY: ${file} is empty; delete it, or set the variable`);
  return secret;
}

/** Another server that is starting may have been quicker; its secret then counts. */
function keep(file: string, secret: string): void {
  try {
    writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
