import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@soban/testing/ports';
import { Connection } from 'rabbitmq-client';
import { needProgram, newFolder } from './programs.ts';
import { end, type Service, start, startService } from './service.ts';

/** RabbitMQ with no plugins, and with an Erlang port mapper of its own. */
export async function startRabbitmq(): Promise<Service> {
  // What Debian has in PATH goes over to another account and to the system's own folders.
  const command = needProgram(['rabbitmq-server'], ['/usr/lib/rabbitmq/bin']);
  const mapper = needProgram(['epmd']);
  const folder = newFolder('rabbitmq');
  const [port, mapperPort, nodePort] = [await freePort(), await freePort(), await freePort()];
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const configFile = join(folder, 'rabbitmq.conf');
  const plugins = join(folder, 'plugins');
  writeFileSync(plugins, '[].\n');
  writeFileSync(configFile, `listeners.tcp.local = 127.0.0.1:${port}\ndisk_free_limit.absolute = 1MB\n`);
  const env = {
    HOME: folder,
    ERL_EPMD_PORT: String(mapperPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: `soban${port}@localhost`,
    RABBITMQ_DIST_PORT: String(nodePort),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'no-env.conf'),
    RABBITMQ_CONFIG_FILE: configFile,
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, 'no-advanced.config'),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, 'config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_LOGS: '-',
  };
  const portMapper = await start({
    name: 'epmd',
    command: mapper,
    args: ['-address', '127.0.0.1'],
    folder,
    env,
    isReady: async () => true,
  });
  const program = { name: 'rabbitmq', command, args: [], folder, env, isReady: () => answersHello(url) };
  return startService(program, { url, port }, () => end(portMapper));
}

async function answersHello(url: string): Promise<boolean> {
  const connection = new Connection({ url, connectionTimeout: 1000, retryLow: 60_000 });
  const answer = await new Promise<boolean>((resolve) => {
    connection.once('connection', () => resolve(true));
    connection.once('error', () => resolve(false));
  });
  if (answer) await connection.close();
  else connection.unsafeDestroy();
  return answer;
}
