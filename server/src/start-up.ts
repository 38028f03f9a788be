import { accessSync, constants } from 'node:fs';
import { type Config, ConfigError } from './config.ts';
import { makeFolder } from './folders.ts';

/** Makes what folders the configuration names. Throws `ConfigError` where one cannot be used. */
export function requireFolders(config: Config): void {
  if (config.database.engine === 'sqlite') requireWritable(config.dataFolder, 'DATABASE_URL');
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

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
