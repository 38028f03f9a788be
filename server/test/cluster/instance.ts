import { freePort } from '@soban/testing/ports';
import type { TestContext } from 'vitest';
import { demoPassword, jwtSecret } from '../harness/restaurant.ts';
import { TestServer } from '../harness/test-server.ts';
import { newFolder } from '../services/programs.ts';

const shiftedClock = new URL('shifted-clock.ts', import.meta.url).href;

export interface InstanceOptions {
  databaseUrl: string;
  /** Overrides its configuration. */
  env?: Record<string, string>;
  /** Milliseconds that its machine's clock is ahead. */
  clockAhead?: number;
}

/** One of several servers on one database. */
function instanceAt(port: number, { databaseUrl, env, clockAhead }: InstanceOptions): TestServer {
  const folder = newFolder('instance');
  return new TestServer({
    port,
    folder,
    env: {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder,
      UPLOAD_DIR: `${folder}/uploads`,
      JWT_SECRET_KEY: jwtSecret,
      DEMO_PASSWORD: demoPassword,
      BCRYPT_COST: '4',
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'info',
      ...(clockAhead === undefined
        ? {}
        : { NODE_OPTIONS: `--import=${shiftedClock}`, CLOCK_AHEAD: String(clockAhead) }),
      ...env,
    },
  });
}

/** Instances of the calling test, not started yet. */
export async function instancesOf(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  options: readonly InstanceOptions[],
): Promise<TestServer[]> {
  const ports = new Set<number>();
  while (ports.size < options.length) ports.add(await freePort());
  const instances = [...ports].map((port, at) => instanceAt(port, options[at] as InstanceOptions));
  onTestFinished(async () => {
    await Promise.all(instances.map((instance) => instance.kill()));
  });
  return instances;
}
