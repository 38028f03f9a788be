import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { BaseLogger } from 'pino';
import type { Config } from '../../config/config.ts';
import type { DatabaseConfig } from '../../config/database.ts';
import type { Database } from '../../db/database.ts';
import { Feed } from '../feed.ts';
import type { Transport } from '../transport.ts';
import { BrokeredTransport } from './brokered.ts';
import { inProcessTransport, pollingTransport } from './in-process.ts';

/** What carries events between instances: the broker that the configuration names, or what its database can do. Its client alone is loaded. */
export async function transportFor(
  { database, rabbitmqUrl, redisUrl }: Pick<Config, 'database' | 'rabbitmqUrl' | 'redisUrl'>,
  log: Pick<BaseLogger, 'info' | 'warn'>,
): Promise<Transport> {
  const namespace = namespaceOf(database);
  if (rabbitmqUrl !== undefined) {
    const { rabbitMqBroker } = await import('./rabbitmq.ts');
    return new BrokeredTransport(rabbitMqBroker(rabbitmqUrl, namespace), log);
  }
  if (redisUrl !== undefined) {
    const { redisBroker } = await import('./redis.ts');
    return new BrokeredTransport(redisBroker(redisUrl, namespace), log);
  }
  switch (database.engine) {
    case 'sqlite':
      return inProcessTransport();
    case 'postgres': {
      const { postgresBroker } = await import('./postgres-notify.ts');
      return new BrokeredTransport(postgresBroker(database.url), log);
    }
    case 'mysql':
      return pollingTransport();
  }
}

/** Feeds integrations with events, where there is a RabbitMQ that they can fetch them from. */
export async function feedFor(
  config: Pick<Config, 'database' | 'rabbitmqUrl'>,
  database: Database,
  log: Pick<BaseLogger, 'info' | 'warn'>,
): Promise<Feed | undefined> {
  const { rabbitmqUrl } = config;
  if (rabbitmqUrl === undefined) return undefined;
  const { integrationsQueue, rabbitMqOutlet } = await import('./rabbitmq.ts');
  const namespace = namespaceOf(config.database);
  log.info({ exchange: namespace, queue: integrationsQueue(namespace) }, 'integrations are fed through RabbitMQ');
  return new Feed({ database, log, openOutlet: (lost) => rabbitMqOutlet(rabbitmqUrl, namespace, lost) });
}

/**
 * What names in a shared broker begin with, the same on every instance of one database: `soban.<database>.<8 hex digits>`.
 * Its server and name count, not who signs in to it and how.
 */
export function namespaceOf(database: DatabaseConfig): string {
  const [name, place] = nameAndPlace(database);
  const digits = createHash('sha256').update(`${database.engine}:${place}`).digest('hex').slice(0, 8);
  const readable = name.replaceAll(/[^a-zA-Z0-9_-]+/g, '-').slice(0, 40);
  return `soban.${readable}.${digits}`;
}

function nameAndPlace(database: DatabaseConfig): [name: string, place: string] {
  switch (database.engine) {
    case 'sqlite':
      return [basename(database.file), database.file];
    case 'postgres':
      return onServer(database.url, '5432');
    case 'mysql':
      return onServer(database.url, '3306');
  }
}

function onServer(url: string, defaultPort: string): [name: string, place: string] {
  const { hostname, port, pathname } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  return [name, `${hostname.toLowerCase()}:${port || defaultPort}/${name}`];
}
