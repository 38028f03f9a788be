import { dirname, resolve } from 'node:path';
import { originOf, originsOf, urlOf } from './addresses.ts';
import { type DatabaseConfig, databaseOf, fileOf } from './database.ts';
import { ConfigError, type Environment, readValues } from './environment.ts';
import { type OrderNumberFormat, parseOrderNumberFormat } from './order-number.ts';
import { picturesOf, type StorageConfig } from './pictures.ts';
import { type TokenConfig, tokensOf } from './tokens.ts';

/** Everything that can be set, validated; times in milliseconds, sizes in bytes. */
export interface Config {
  production: boolean;
  port: number;
  host: string;
  /** Where guests reach this server from their phones, without a slash at the end; undefined: not said. */
  publicUrl: string | undefined;
  /** Where what this process keeps for itself lives: the SQLite file, what is made up on a first run. */
  dataFolder: string;
  database: DatabaseConfig;
  /** Shared with other instances: menus, limits, sign-ins that were ended; and events where there is no RabbitMQ. */
  redisUrl: string | undefined;
  rabbitmqUrl: string | undefined;
  tokens: TokenConfig;
  signInLifetime: { staff: number; table: number };
  bcryptCost: number;
  corsOrigins: string[];
  rateLimitPerMinute: number;
  /** Connections in all, and from one address that is no proxy's; 0: no limit. */
  maxConnections: number;
  maxConnectionsPerAddress: number;
  trustProxy: number;
  cacheTtl: number;
  heartbeat: number;
  /** After which a client that takes nothing is let go. */
  stallTimeout: number;
  orderNumber: OrderNumberFormat;
  pictures: StorageConfig;
  maxFileSize: number;
  logLevel: string;
  demoPassword: string | undefined;
}

/** Reads and checks all variables at once; relative paths start at `folder`. Throws `ConfigError` with every fault. */
export function readConfig(env: Environment, folder: string): Config {
  const faults: string[] = [];
  const values = readValues(env, faults);
  const attempt = <Result>(parse: () => Result): Result | undefined => {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      faults.push(error.message);
      return undefined;
    }
  };

  const orderNumber = attempt(() => parseOrderNumberFormat(values.ORDER_NUMBER_FORMAT));
  const database = attempt(() => databaseOf(values, folder));
  const corsOrigins = attempt(() => originsOf('CORS_ORIGINS', values.CORS_ORIGINS));
  const publicUrl = attempt(() => originOf('PUBLIC_URL', values.PUBLIC_URL));
  const redisUrl = attempt(() => urlOf('REDIS_URL', values.REDIS_URL, ['redis', 'rediss']));
  const rabbitmqUrl = attempt(() => urlOf('RABBITMQ_URL', values.RABBITMQ_URL, ['amqp', 'amqps']));
  const pictures = attempt(() => picturesOf(values, folder));
  const tokens = attempt(() => tokensOf(values, folder));
  if (values.DEMO_PASSWORD !== undefined && Buffer.byteLength(values.DEMO_PASSWORD) > 72) {
    faults.push('DEMO_PASSWORD is longer than 72 bytes');
  }
  if (faults.length > 0 || !orderNumber || !database || !corsOrigins || !tokens || !pictures)
    throw new ConfigError(faults.join('\n'));

  const file = fileOf(database);
  const both = values.JWT_EXPIRATION_HOURS === undefined ? undefined : values.JWT_EXPIRATION_HOURS * 3600;
  return {
    production: values.NODE_ENV === 'production',
    port: values.PORT,
    host: values.HOST,
    publicUrl,
    dataFolder: file === undefined ? resolve(folder, values.DATA_DIR) : dirname(file),
    database,
    redisUrl,
    rabbitmqUrl,
    tokens,
    signInLifetime: {
      staff: (values.JWT_ADMIN_EXPIRY ?? both ?? 57_600) * 1000,
      table: (values.JWT_TABLE_EXPIRY ?? both ?? 86_400) * 1000,
    },
    bcryptCost: values.BCRYPT_COST,
    corsOrigins,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    maxConnections: values.MAX_CONNECTIONS,
    maxConnectionsPerAddress: values.MAX_CONNECTIONS_PER_ADDRESS,
    trustProxy: values.TRUST_PROXY,
    cacheTtl: values.CACHE_TTL * 1000,
    heartbeat: (values.SSE_HEARTBEAT_INTERVAL ?? values.SSE_KEEP_ALIVE_INTERVAL ?? 15) * 1000,
    stallTimeout: values.SSE_CONNECTION_TIMEOUT * 1000,
    orderNumber,
    pictures,
    maxFileSize: values.MAX_FILE_SIZE,
    logLevel: values.LOG_LEVEL,
    demoPassword: values.DEMO_PASSWORD || undefined,
  };
}
