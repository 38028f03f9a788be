import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { type OrderNumberFormat, parseOrderNumberFormat } from './features/orders/order-number.ts';

/** Everything that can be set, validated; times in milliseconds, sizes in bytes. */
export interface Config {
  production: boolean;
  port: number;
  host: string;
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

export type DatabaseConfig =
  | { engine: 'sqlite'; file: string }
  | {
      engine: 'postgres' | 'mysql';
      url: string;
      /** A copy that lags: for what may be a little old. */
      replicaUrl: string | undefined;
      pool: PoolConfig;
    };

/** The file that the database is, where it is one. */
export function fileOf(database: DatabaseConfig): string | undefined {
  switch (database.engine) {
    case 'sqlite':
      return database.file;
    case 'postgres':
    case 'mysql':
      return undefined;
  }
}

/** Connections to one database server; times in milliseconds. */
export interface PoolConfig {
  min: number;
  max: number;
  /** How long a query waits for a connection while all are busy. */
  acquireTimeout: number;
  /** How long a connection beyond `min` is kept unused. */
  idleTimeout: number;
}

/** How sign-in tokens are signed. */
export type TokenConfig =
  | {
      kind: 'secret';
      algorithm: 'HS256' | 'HS384' | 'HS512';
      /** Undefined in development where none is set: one is made and kept in the data folder. */
      secret: string | undefined;
    }
  | {
      kind: 'keys';
      algorithm: 'RS256' | 'RS384' | 'RS512';
      /** A PEM file: what new tokens are signed with. */
      privateKeyFile: string;
      /** PEM files, or folders of them: what tokens are checked with, the private key's own half and those of earlier or coming keys. */
      publicKeyFiles: string[];
    };

/** Where pictures are kept. */
export type StorageConfig = {
  /** Where browsers fetch pictures from, without a slash at the end; undefined: from this server. */
  publicUrl: string | undefined;
} & (
  | { kind: 'folder'; folder: string }
  | {
      kind: 'bucket';
      bucket: string;
      /** Undefined: Amazon's own. */
      endpoint: string | undefined;
      region: string;
      /** Undefined: the role of the machine it runs on. */
      credentials: { accessKeyId: string; secretAccessKey: string } | undefined;
    }
);

/** Every variable that is wrong, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const seconds = (least: number) => Type.Number({ minimum: least, maximum: 10 * 365 * 86_400 });

/** The variables by their names, with their defaults; `.env.example` explains each. */
const variables = {
  NODE_ENV: Type.Enum(['production', 'development', 'test'], { default: 'development' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8000 }),
  HOST: Type.String({ default: '0.0.0.0' }),
  DATABASE_URL: Type.Optional(Type.String()),
  DB_FILE_PATH: Type.Optional(Type.String()),
  DATA_DIR: Type.String({ default: 'data' }),
  DATABASE_REPLICA_URL: Type.Optional(Type.String()),
  DB_POOL_MIN_SIZE: Type.Integer({ minimum: 0, maximum: 1000, default: 10 }),
  DB_POOL_MAX_SIZE: Type.Integer({ minimum: 2, maximum: 1000, default: 20 }),
  DB_POOL_ACQUIRE_TIMEOUT: Type.Number({ minimum: 1, maximum: 600, default: 30 }),
  DB_POOL_IDLE_TIMEOUT: Type.Number({ minimum: 1, maximum: 86_400, default: 300 }),
  REDIS_URL: Type.Optional(Type.String()),
  RABBITMQ_URL: Type.Optional(Type.String()),
  JWT_SECRET_KEY: Type.Optional(Type.String()),
  JWT_ALGORITHM: Type.Optional(Type.Enum(['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512'])),
  JWT_PRIVATE_KEY_PATH: Type.Optional(Type.String()),
  JWT_PUBLIC_KEY_PATH: Type.Optional(Type.String()),
  JWT_ADMIN_EXPIRY: Type.Optional(seconds(1)),
  JWT_TABLE_EXPIRY: Type.Optional(seconds(1)),
  JWT_EXPIRATION_HOURS: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 87_600 })),
  BCRYPT_COST: Type.Integer({ minimum: 4, maximum: 15, default: 12 }),
  CORS_ORIGINS: Type.String({ default: '' }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({ minimum: 0, default: 6000 }),
  MAX_CONNECTIONS: Type.Integer({ minimum: 0, default: 10_000 }),
  MAX_CONNECTIONS_PER_ADDRESS: Type.Integer({ minimum: 0, default: 2000 }),
  TRUST_PROXY: Type.Integer({ minimum: 0, maximum: 10, default: 0 }),
  CACHE_TTL: Type.Number({ minimum: 0, default: 300 }),
  SSE_HEARTBEAT_INTERVAL: Type.Optional(Type.Number({ minimum: 1, maximum: 3600 })),
  SSE_KEEP_ALIVE_INTERVAL: Type.Optional(Type.Number({ minimum: 1, maximum: 3600 })),
  SSE_CONNECTION_TIMEOUT: Type.Number({ minimum: 1, maximum: 86_400, default: 30 }),
  ORDER_NUMBER_FORMAT: Type.String({ default: 'T{table_number:02d}-{sequence:03d}' }),
  UPLOAD_DIR: Type.String({ default: 'data/uploads' }),
  S3_BUCKET: Type.Optional(Type.String()),
  S3_ENDPOINT: Type.Optional(Type.String()),
  S3_REGION: Type.String({ default: 'us-east-1' }),
  S3_ACCESS_KEY_ID: Type.Optional(Type.String()),
  S3_SECRET_ACCESS_KEY: Type.Optional(Type.String()),
  UPLOAD_PUBLIC_URL: Type.Optional(Type.String()),
  MAX_FILE_SIZE: Type.Integer({ minimum: 1024, default: 5 * 1024 * 1024 }),
  LOG_LEVEL: Type.Enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], { default: 'info' }),
  DEMO_PASSWORD: Type.Optional(Type.String()),
} satisfies Record<string, TSchema>;

type Values = { [Name in keyof typeof variables]: Static<(typeof variables)[Name]> };
type Environment = Readonly<Record<string, string | undefined>>;

const shortestSecret = 32;

/** The process's environment over the `.env` file's, both optional. */
export function environment(folder: string): Environment {
  try {
    return { ...parseEnv(readFileSync(resolve(folder, '.env'), 'utf8')), ...process.env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return process.env;
    throw new ConfigError(`.env cannot be read: ${(error as Error).message}`);
  }
}

/** Reads and checks all variables at once; relative paths start at `folder`. Throws `ConfigError` with every fault. */
export function readConfig(env: Environment, folder: string): Config {
  const faults: string[] = [];
  const values = readValues(env, faults);
  const attempt = <Result>(name: string, parse: () => Result): Result | undefined => {
    try {
      return parse();
    } catch (error) {
      faults.push(`${name} ${(error as Error).message}`);
      return undefined;
    }
  };

  const production = values.NODE_ENV === 'production';
  const orderNumber = attempt('ORDER_NUMBER_FORMAT', () => parseOrderNumberFormat(values.ORDER_NUMBER_FORMAT));
  const databaseName =
    values.DATABASE_URL === undefined && values.DB_FILE_PATH !== undefined ? 'DB_FILE_PATH' : 'DATABASE_URL';
  const database = attempt(databaseName, () => databaseOf(values, folder));
  const corsOrigins = attempt('CORS_ORIGINS', () => originsOf(values.CORS_ORIGINS));
  const redisUrl = attempt('REDIS_URL', () => urlOf(values.REDIS_URL, ['redis', 'rediss']));
  const rabbitmqUrl = attempt('RABBITMQ_URL', () => urlOf(values.RABBITMQ_URL, ['amqp', 'amqps']));
  const pictures = attempt('S3_BUCKET', () => picturesOf(values, folder));
  const tokens = tokensOf(values, folder, production, faults);
  if (values.DEMO_PASSWORD !== undefined && Buffer.byteLength(values.DEMO_PASSWORD) > 72) {
    faults.push('DEMO_PASSWORD is longer than 72 bytes');
  }
  if (faults.length > 0 || !orderNumber || !database || !corsOrigins || !tokens || !pictures)
    throw new ConfigError(faults.join('\n'));

  const file = fileOf(database);
  const both = values.JWT_EXPIRATION_HOURS === undefined ? undefined : values.JWT_EXPIRATION_HOURS * 3600;
  return {
    production,
    port: values.PORT,
    host: values.HOST,
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

/** An empty variable counts as not set; a faulty one is reported and its default stands in. */
function readValues(env: Environment, faults: string[]): Values {
  const entries = Object.entries(variables).map(([name, schema]) => {
    const text = env[name]?.trim();
    const fallback: unknown = 'default' in schema ? schema.default : undefined;
    if (text === undefined || text === '') return [name, fallback];
    // Converted as any number first: to an integer it would be cut, and a port of 80.5 be taken for 80.
    const value: unknown = Value.Convert(Type.IsInteger(schema) ? Type.Number() : schema, text);
    const [fault] = Value.Errors(schema, value);
    if (!fault) return [name, value];
    const wrong = fault.keyword === 'enum' ? `must be ${listed(fault.params.allowedValues)}` : fault.message;
    faults.push(`${name} ${wrong} (it is "${/SECRET|PASSWORD|URL/.test(name) ? '…' : text}")`);
    return [name, fallback];
  });
  return Object.fromEntries(entries) as Values;
}

function listed(words: readonly unknown[]): string {
  return `${words.slice(0, -1).join(', ')} or ${String(words.at(-1))}`;
}

/**
 * `sqlite://data/app.db`, `sqlite:///./data/app.db` (both relative), `sqlite:///srv/app.db` (absolute),
 * `postgres://user:password@host:5432/name` or `mysql://user:password@host:3306/name`.
 */
function databaseOf(values: Values, folder: string): DatabaseConfig {
  const { DATABASE_URL, DB_FILE_PATH, DATABASE_REPLICA_URL } = values;
  if (DATABASE_URL === undefined) return { engine: 'sqlite', file: resolve(folder, DB_FILE_PATH ?? 'data/app.db') };
  const engine = serverOf(DATABASE_URL);
  if (engine !== undefined) {
    if (DATABASE_REPLICA_URL !== undefined && serverOf(DATABASE_REPLICA_URL) !== engine) {
      throw new Error('and DATABASE_REPLICA_URL must name databases of the same kind');
    }
    if (values.DB_POOL_MIN_SIZE > values.DB_POOL_MAX_SIZE) {
      throw new Error('has a pool with DB_POOL_MIN_SIZE greater than DB_POOL_MAX_SIZE');
    }
    return {
      engine,
      url: DATABASE_URL,
      replicaUrl: DATABASE_REPLICA_URL,
      pool: {
        min: values.DB_POOL_MIN_SIZE,
        max: values.DB_POOL_MAX_SIZE,
        acquireTimeout: values.DB_POOL_ACQUIRE_TIMEOUT * 1000,
        idleTimeout: values.DB_POOL_IDLE_TIMEOUT * 1000,
      },
    };
  }
  const path = /^sqlite:\/\/(.+)$/.exec(DATABASE_URL)?.[1];
  if (path === undefined || path === '/') {
    throw new Error(
      'must look like sqlite://data/app.db, sqlite:///srv/app.db, postgres://user:password@host/name or mysql://user:password@host/name',
    );
  }
  return { engine: 'sqlite', file: resolve(folder, path.startsWith('/./') ? path.slice(1) : path) };
}

type ServerEngine = Exclude<DatabaseConfig, { file: string }>['engine'];

/** How the addresses of each kind of server begin. */
const serverProtocols: Record<ServerEngine, readonly string[]> = {
  postgres: ['postgres:', 'postgresql:'],
  mysql: ['mysql:', 'mariadb:'],
};

function serverOf(url: string): ServerEngine | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, pathname } = new URL(url);
  if (pathname.length < 2) return undefined;
  return (Object.keys(serverProtocols) as ServerEngine[]).find((engine) => serverProtocols[engine].includes(protocol));
}

/** The secret of a single box, or key files where one is named. */
function tokensOf(values: Values, folder: string, production: boolean, faults: string[]): TokenConfig | undefined {
  const { JWT_ALGORITHM, JWT_PRIVATE_KEY_PATH, JWT_PUBLIC_KEY_PATH } = values;
  if (JWT_PRIVATE_KEY_PATH !== undefined || JWT_ALGORITHM?.startsWith('RS')) {
    const algorithm = JWT_ALGORITHM ?? 'RS256';
    if (!isKeyed(algorithm)) faults.push(`JWT_ALGORITHM is ${algorithm}, which takes no JWT_PRIVATE_KEY_PATH`);
    if (JWT_PRIVATE_KEY_PATH === undefined || JWT_PUBLIC_KEY_PATH === undefined) {
      faults.push(
        `JWT_ALGORITHM ${algorithm} needs JWT_PRIVATE_KEY_PATH and JWT_PUBLIC_KEY_PATH; make keys with: npm run cli -- keys create`,
      );
    } else if (isKeyed(algorithm)) {
      const publicKeyFiles = JWT_PUBLIC_KEY_PATH.split(',').map((path) => resolve(folder, path.trim()));
      return { kind: 'keys', algorithm, privateKeyFile: resolve(folder, JWT_PRIVATE_KEY_PATH), publicKeyFiles };
    }
    return undefined;
  }
  const secret = values.JWT_SECRET_KEY || undefined;
  if (secret === undefined ? production : Buffer.byteLength(secret) < shortestSecret) {
    const fault = secret === undefined ? 'is missing' : 'is too short';
    faults.push(`JWT_SECRET_KEY ${fault}: at least ${shortestSecret} bytes, for example from: openssl rand -base64 48`);
  }
  return { kind: 'secret', algorithm: (JWT_ALGORITHM ?? 'HS256') as 'HS256' | 'HS384' | 'HS512', secret };
}

function isKeyed(algorithm: string): algorithm is 'RS256' | 'RS384' | 'RS512' {
  return algorithm.startsWith('RS');
}

/** A bucket where one is named, else a folder. */
function picturesOf(values: Values, folder: string): StorageConfig {
  const publicUrl = urlOf(values.UPLOAD_PUBLIC_URL, ['http', 'https'], 'UPLOAD_PUBLIC_URL ')?.replace(/\/+$/, '');
  if (values.S3_BUCKET === undefined) return { kind: 'folder', folder: resolve(folder, values.UPLOAD_DIR), publicUrl };
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = values;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new Error('needs both S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or neither where the machine has a role');
  }
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  const endpoint = urlOf(values.S3_ENDPOINT, ['http', 'https'], 'and S3_ENDPOINT ');
  return { kind: 'bucket', bucket: values.S3_BUCKET, endpoint, region: values.S3_REGION, credentials, publicUrl };
}

function urlOf(text: string | undefined, protocols: readonly string[], name = ''): string | undefined {
  if (text === undefined) return undefined;
  const known = URL.canParse(text) && protocols.some((protocol) => new URL(text).protocol === `${protocol}:`);
  if (!known) throw new Error(`${name}must look like ${protocols[0]}://host`);
  return text;
}

function originsOf(list: string): string[] {
  const origins = list
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '');
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      throw new Error(`has "${origin}", which is no origin such as https://menu.example.com`);
    }
  }
  return origins;
}
