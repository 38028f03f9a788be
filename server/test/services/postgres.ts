import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@soban/testing/ports';
import { Client } from 'pg';
import { embeddedPostgres } from './embedded-postgres.ts';
import { type Account, accountInsteadOfRoot, findProgram, newFolder } from './programs.ts';
import { type Service, startService } from './service.ts';

const run = promisify(execFile);
const oldest = 15;

/**
 * PostgreSQL, the installed one, else one that is fetched. Its clock is in Seoul and its collation a language's, as
 * many a user's are: the server must not lean on either. Durable: a commit is on the disk, as it is by default.
 */
export async function startPostgres({ durable = false } = {}): Promise<Service> {
  return serve(await newCluster(), durable);
}

/** One that writes, and one that follows it and only reads. */
export async function startPostgresWithReplica(): Promise<{ primary: Service; replica: Service }> {
  const first = await newCluster();
  const folder = newFolder('postgres', first.account);
  // Copied before it has ever run, it can follow from the beginning.
  await run('cp', ['-a', join(first.folder, 'data'), folder]);
  const primary = await serve(first, false);
  const connection = `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=postgres'\n`;
  await appendFile(join(folder, 'data', 'postgresql.auto.conf'), connection);
  await writeFile(join(folder, 'data', 'standby.signal'), '');
  return { primary, replica: await serve({ ...first, folder }, false) };
}

interface Cluster {
  bin: string;
  folder: string;
  account: Account | undefined;
}

/** A new, empty data folder. */
async function newCluster(): Promise<Cluster> {
  const account = accountInsteadOfRoot('postgres', 'nobody');
  const bin = (await installed()) ?? (await embeddedPostgres());
  const folder = newFolder('postgres', account);
  const locale = ['--locale=C', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US'];
  await run(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'postgres', '--auth=trust', '--no-sync', ...locale],
    {
      cwd: folder,
      env: { PATH: process.env['PATH'] },
      ...account,
    },
  );
  return { bin, folder, account };
}

async function serve({ bin, folder, account }: Cluster, durable: boolean): Promise<Service> {
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    // Tests kill processes and never the machine, so nothing has to reach the disk.
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    max_connections: 300,
    timezone: 'Asia/Seoul',
    log_timezone: 'UTC',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = {
    name: 'postgres',
    command: join(bin, 'postgres'),
    args: ['-D', join(folder, 'data'), ...args],
    folder,
    account,
    // A "fast" end: it does not wait for connections to close by themselves.
    ending: 'SIGINT' as const,
    isReady: () => answersQuery(url),
  };
  return startService(program, { url, port });
}

/** The folder of the newest installed PostgreSQL. */
async function installed(): Promise<string | undefined> {
  const folders = foldersIn('/usr/lib/postgresql').toSorted((a, b) => Number(b) - Number(a));
  const debian = folders.map((version) => join('/usr/lib/postgresql', version, 'bin'));
  const path = findProgram(['postgres'], debian);
  if (path === undefined) return undefined;
  const { stdout } = await run(path, ['--version']);
  return Number(/\d+/.exec(stdout)?.[0]) >= oldest ? dirname(path) : undefined;
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

async function answersQuery(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
