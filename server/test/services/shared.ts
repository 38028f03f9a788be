import type { ServerName } from '../cells.ts';
import { startMariadb } from './mariadb.ts';
import { startPostgres } from './postgres.ts';
import { startRabbitmq } from './rabbitmq.ts';
import { startRedis } from './redis.ts';
import { startS3 } from './s3.ts';
import type { Service } from './service.ts';

/** The servers that the tests of a run share, each told of by a variable with its address. */
export const shareable = {
  postgres: startPostgres,
  mariadb: startMariadb,
  redis: startRedis,
  rabbitmq: startRabbitmq,
  s3: startS3,
} satisfies Record<ServerName, () => Promise<Service>>;

export function variableOf(name: ServerName): string {
  return `SOBAN_TEST_${name.toUpperCase()}`;
}

/** Where the shared server is. */
export function sharedServer(name: ServerName): string {
  const url = process.env[variableOf(name)];
  if (url === undefined) throw new Error(`${variableOf(name)} is not set: no ${name} has been started for the tests.`);
  return url;
}
