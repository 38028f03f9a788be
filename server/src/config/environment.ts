import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';

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
  PUBLIC_URL: Type.Optional(Type.String()),
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

export type Values = { [Name in keyof typeof variables]: Static<(typeof variables)[Name]> };
export type Environment = Readonly<Record<string, string | undefined>>;

/** The process's environment over the `.env` file's, both optional. */
export function environment(folder: string): Environment {
  try {
    return { ...parseEnv(readFileSync(resolve(folder, '.env'), 'utf8')), ...process.env };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return process.env;
    throw new ConfigError(`.env cannot be read: ${(error as Error).message}`);
  }
}

/** An empty variable counts as not set; a faulty one is reported and its default stands in. */
export function readValues(env: Environment, faults: string[]): Values {
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
