import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { type HmacAlgorithm } from './features/auth/tokens.ts';
import { type OrderNumberFormat, parseOrderNumberFormat } from './features/orders/order-number.ts';

/** Everything that can be set, validated; times in milliseconds, sizes in bytes. */
export interface Config {
  production: boolean;
  port: number;
  host: string;
  database: { engine: 'sqlite'; file: string };
  /** Undefined in development where none is set: one is made and kept in the data folder. */
  jwtSecret: string | undefined;
  jwtAlgorithm: HmacAlgorithm;
  signInLifetime: { staff: number; table: number };
  bcryptCost: number;
  corsOrigins: string[];
  rateLimitPerMinute: number;
  trustProxy: number;
  cacheTtl: number;
  heartbeat: number;
  streamTimeout: number;
  orderNumber: OrderNumberFormat;
  uploadDir: string;
  maxFileSize: number;
  logLevel: string;
  demoPassword: string | undefined;
}

/** Every variable that is wrong, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const seconds = (least: number) => Type.Number({ minimum: least, maximum: 10 * 365 * 86_400 });

/** The variables by their names, with their defaults; `.env.example` explains each. */
const variables = {
  NODE_ENV: Type.String({ default: 'development' }),
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8000 }),
  HOST: Type.String({ default: '0.0.0.0' }),
  DATABASE_URL: Type.Optional(Type.String()),
  DB_FILE_PATH: Type.Optional(Type.String()),
  JWT_SECRET_KEY: Type.Optional(Type.String()),
  JWT_ALGORITHM: Type.Enum(['HS256', 'HS384', 'HS512'], { default: 'HS256' }),
  JWT_ADMIN_EXPIRY: Type.Optional(seconds(1)),
  JWT_TABLE_EXPIRY: Type.Optional(seconds(1)),
  JWT_EXPIRATION_HOURS: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 87_600 })),
  BCRYPT_COST: Type.Integer({ minimum: 4, maximum: 15, default: 12 }),
  CORS_ORIGINS: Type.String({ default: '' }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({ minimum: 0, default: 6000 }),
  TRUST_PROXY: Type.Integer({ minimum: 0, maximum: 10, default: 0 }),
  CACHE_TTL: Type.Number({ minimum: 0, default: 300 }),
  SSE_HEARTBEAT_INTERVAL: Type.Optional(Type.Number({ minimum: 1, maximum: 3600 })),
  SSE_KEEP_ALIVE_INTERVAL: Type.Optional(Type.Number({ minimum: 1, maximum: 3600 })),
  SSE_CONNECTION_TIMEOUT: Type.Number({ minimum: 1, maximum: 86_400, default: 60 }),
  ORDER_NUMBER_FORMAT: Type.String({ default: 'T{table_number:02d}-{sequence:03d}' }),
  UPLOAD_DIR: Type.String({ default: 'data/uploads' }),
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
  const jwtSecret = values.JWT_SECRET_KEY || undefined;
  if (jwtSecret === undefined ? production : Buffer.byteLength(jwtSecret) < shortestSecret) {
    const fault = jwtSecret === undefined ? 'is missing' : 'is too short';
    faults.push(`JWT_SECRET_KEY ${fault}: at least ${shortestSecret} bytes, for example from: openssl rand -base64 48`);
  }
  if (values.DEMO_PASSWORD !== undefined && Buffer.byteLength(values.DEMO_PASSWORD) > 72) {
    faults.push('DEMO_PASSWORD is longer than 72 bytes');
  }
  if (faults.length > 0 || !orderNumber || !database || !corsOrigins) throw new ConfigError(faults.join('\n'));

  const both = values.JWT_EXPIRATION_HOURS === undefined ? undefined : values.JWT_EXPIRATION_HOURS * 3600;
  return {
    production,
    port: values.PORT,
    host: values.HOST,
    database,
    jwtSecret,
    jwtAlgorithm: values.JWT_ALGORITHM,
    signInLifetime: {
      staff: (values.JWT_ADMIN_EXPIRY ?? both ?? 57_600) * 1000,
      table: (values.JWT_TABLE_EXPIRY ?? both ?? 86_400) * 1000,
    },
    bcryptCost: values.BCRYPT_COST,
    corsOrigins,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
    trustProxy: values.TRUST_PROXY,
    cacheTtl: values.CACHE_TTL * 1000,
    heartbeat: (values.SSE_HEARTBEAT_INTERVAL ?? values.SSE_KEEP_ALIVE_INTERVAL ?? 15) * 1000,
    streamTimeout: values.SSE_CONNECTION_TIMEOUT * 1000,
    orderNumber,
    uploadDir: resolve(folder, values.UPLOAD_DIR),
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
    faults.push(
      `${name} ${fault.message} (it is "${name.includes('SECRET') || name.includes('PASSWORD') ? '…' : text}")`,
    );
    return [name, fallback];
  });
  return Object.fromEntries(entries) as Values;
}

/** `sqlite://data/app.db`, `sqlite:///./data/app.db` (both relative) or `sqlite:///srv/app.db` (absolute). */
function databaseOf({ DATABASE_URL, DB_FILE_PATH }: Values, folder: string): Config['database'] {
  if (DATABASE_URL === undefined) return { engine: 'sqlite', file: resolve(folder, DB_FILE_PATH ?? 'data/app.db') };
  const path = /^sqlite:\/\/(.+)$/.exec(DATABASE_URL)?.[1];
  if (path === undefined || path === '/')
    throw new Error('must look like sqlite://data/app.db or sqlite:///srv/app.db');
  return { engine: 'sqlite', file: resolve(folder, path.startsWith('/./') ? path.slice(1) : path) };
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
