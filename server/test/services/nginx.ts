import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@soban/testing/ports';
import { needProgram, newFolder } from './programs.ts';
import { type Service, startService } from './service.ts';

/**
 * nginx with what `http` answers for its port inside of the `http { … }` block: upstreams, and a server that listens there.
 * What it complains of is in `nginx.log` of its folder, and in the error where it does not start.
 */
export async function startNginx(http: (port: number) => string): Promise<Service> {
  const command = needProgram(['nginx']);
  const folder = newFolder('nginx');
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  const config = [
    'daemon off;',
    `pid ${join(folder, 'pid')};`,
    'error_log stderr warn;',
    'worker_processes 1;',
    'worker_rlimit_nofile 65536;',
    // Its workers, too, run under our account: they need the folder.
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    'events { worker_connections 16384; }',
    'http {',
    'access_log off;',
    ...temporary,
    http(port),
    '}',
    '',
  ];
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, config.join('\n'));
  const program = {
    name: 'nginx',
    command,
    args: ['-c', file, '-p', folder, '-e', 'stderr'],
    folder,
    // What it is answering it still answers.
    ending: 'SIGQUIT' as const,
    isReady: () => accepts(port),
  };
  return startService(program, { url: `http://127.0.0.1:${port}`, port });
}

/** Whether anybody listens on the port. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
