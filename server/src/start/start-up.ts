import { accessSync, chmodSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { fileOf } from '../config/database.ts';
import { ConfigError } from '../config/environment.ts';
import { makeFolder } from '../folders.ts';

/** Makes what folders the configuration names. Throws `ConfigError` where one cannot be used. */
export function requireFolders(config: Config): void {
  if (fileOf(config.database) !== undefined) requireWritable(config.dataFolder, 'DATABASE_URL');
  else if (!config.production) requireWritable(config.dataFolder, 'DATA_DIR');
  if (config.pictures.kind === 'folder') requireWritable(config.pictures.folder, 'UPLOAD_DIR');
}

function requireWritable(folder: string, variable: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch {
    throw new ConfigError(`${variable}: the folder ${folder} cannot be written to`);
  }
}

/** What is allowed and yet most likely not meant, each with what to do about it. */
export function warningsOf({ trustProxy, host }: Config): string[] {
  if (trustProxy === 0 || isLoopback(host)) return [];
  return [
    `TRUST_PROXY is ${trustProxy} and HOST is ${host}: whoever reaches this port without going through your proxy can claim any address. Set HOST=127.0.0.1 where the proxy is on this machine, or let a firewall open the port to the proxy alone`,
  ];
}

/** Takes from everybody else what an earlier start, or a copy, has left readable for all; answers what to do where it may not. */
export function closeFiles({ database, dataFolder }: Config): string[] {
  const own = fileOf(database);
  const log = own === undefined ? [] : ['', '-wal', '-shm'].map((part) => own + part);
  const secrets = ['jwt-secret', 'demo-passwords.json'].map((name) => join(dataFolder, name));
  return [...log, ...secrets].flatMap((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    // A group that was let in on purpose stays in.
    if (!stat || process.platform === 'win32' || (stat.mode & 0o007) === 0) return [];
    try {
      chmodSync(file, 0o600);
      return [];
    } catch {
      return [`${file} can be read by everybody on this machine: chmod 600 ${file}`];
    }
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
