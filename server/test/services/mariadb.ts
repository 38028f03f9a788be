import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@soban/testing/ports';
import { createConnection } from 'mysql2/promise';
import { accountInsteadOfRoot, needProgram, newFolder } from './programs.ts';
import { type Program, type Service, startService } from './service.ts';

const run = promisify(execFile);

/**
 * MariaDB, or MySQL where that is installed. Its clock is in Seoul: the server must not lean on it. Durable: a commit is on
 * the disk, as it is by default.
 */
export async function startMariadb({ durable = false } = {}): Promise<Service> {
  const command = needProgram(['mariadbd', 'mysqld']);
  const account = accountInsteadOfRoot('mysql', 'nobody');
  const folder = newFolder('mariadb', account);
  const data = join(folder, 'data');
  const port = await freePort();
  const url = `mysql://root@127.0.0.1:${port}/mysql`;
  const { stdout } = await run(command, ['--version']);
  // In a shared folder a server that starts, if only to install, removes the temporary tables of those that run.
  const env = { PATH: process.env['PATH'], TMPDIR: folder };
  await (stdout.includes('MariaDB') ? installMariadb : installMysql)(command, data, { cwd: folder, env, ...account });

  // Tests kill processes and never the machine, so nothing has to reach the disk.
  const fast = {
    'innodb-flush-log-at-trx-commit': 2,
    'innodb-flush-method': 'nosync',
    'innodb-doublewrite': 'OFF',
  };
  const settings = {
    datadir: data,
    tmpdir: folder,
    port,
    'bind-address': '127.0.0.1',
    socket: join(folder, 'socket'),
    'pid-file': join(folder, 'pid'),
    'default-time-zone': '+09:00',
    'max-connections': 300,
    'skip-name-resolve': 'ON',
    'skip-log-bin': 'ON',
    ...(durable ? {} : fast),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const file = join(folder, 'my.cnf');
  writeFileSync(file, ['[server]', ...lines, ''].join('\n'));
  const program: Program = {
    name: 'mariadb',
    command,
    args: [`--defaults-file=${file}`],
    folder,
    account,
    isReady: () => answersQuery(url),
  };
  return startService(program, { url, port });
}

type Options = { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number };

async function installMariadb(_command: string, data: string, options: Options): Promise<void> {
  const installer = needProgram(['mariadb-install-db', 'mysql_install_db']);
  const account = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
  await run(installer, ['--no-defaults', `--datadir=${data}`, ...account], options);
}

async function installMysql(command: string, data: string, options: Options): Promise<void> {
  await run(command, ['--no-defaults', '--initialize-insecure', `--datadir=${data}`], options);
}

async function answersQuery(url: string): Promise<boolean> {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 1000 });
    await connection.query('select 1');
    await connection.end();
    return true;
  } catch {
    return false;
  }
}
