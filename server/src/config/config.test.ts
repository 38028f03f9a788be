import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { ConfigError } from './environment.ts';

const folder = '/srv/soban';
const secret = 'a-secret-of-more-than-thirty-two-bytes';
const read = (env: Record<string, string> = {}) => readConfig(env, folder);

function faultsOf(env: Record<string, string>): string[] {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('with nothing set, a restaurant opens with everything it needs', () => {
  const { orderNumber, ...config } = read();
  expect(config).toEqual({
    production: false,
    port: 8000,
    host: '0.0.0.0',
    dataFolder: '/srv/soban/data',
    database: { engine: 'sqlite', file: '/srv/soban/data/app.db' },
    redisUrl: undefined,
    rabbitmqUrl: undefined,
    tokens: { kind: 'secret', algorithm: 'HS256', secret: undefined },
    signInLifetime: { staff: 57_600_000, table: 86_400_000 },
    bcryptCost: 12,
    corsOrigins: [],
    rateLimitPerMinute: 6000,
    maxConnections: 10_000,
    maxConnectionsPerAddress: 2000,
    trustProxy: 0,
    cacheTtl: 300_000,
    heartbeat: 15_000,
    stallTimeout: 30_000,
    pictures: { kind: 'folder', folder: '/srv/soban/data/uploads', publicUrl: undefined },
    maxFileSize: 5_242_880,
    logLevel: 'info',
    demoPassword: undefined,
  });
  expect(orderNumber(5, 1)).toBe('T05-001');
});

test('every variable counts', () => {
  const { orderNumber, ...config } = read({
    NODE_ENV: 'production',
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: 'sqlite:///var/lib/soban/app.db',
    REDIS_URL: 'redis://cache:6379',
    RABBITMQ_URL: 'amqps://soban:word@broker',
    JWT_SECRET_KEY: secret,
    JWT_ALGORITHM: 'HS512',
    JWT_ADMIN_EXPIRY: '3600',
    JWT_TABLE_EXPIRY: '7200',
    BCRYPT_COST: '10',
    CORS_ORIGINS: 'https://menu.example.com, http://localhost:3000',
    RATE_LIMIT_PER_MINUTE: '60',
    MAX_CONNECTIONS: '500',
    MAX_CONNECTIONS_PER_ADDRESS: '0',
    TRUST_PROXY: '2',
    CACHE_TTL: '1.5',
    SSE_HEARTBEAT_INTERVAL: '5',
    SSE_CONNECTION_TIMEOUT: '20',
    ORDER_NUMBER_FORMAT: '{table_number}/{sequence}',
    UPLOAD_DIR: '/var/lib/soban/pictures',
    UPLOAD_PUBLIC_URL: 'https://pictures.example.com/',
    MAX_FILE_SIZE: '1048576',
    LOG_LEVEL: 'warn',
    DEMO_PASSWORD: 'demo-password',
  });
  expect(config).toEqual({
    production: true,
    port: 0,
    host: '127.0.0.1',
    dataFolder: '/var/lib/soban',
    database: { engine: 'sqlite', file: '/var/lib/soban/app.db' },
    redisUrl: 'redis://cache:6379',
    rabbitmqUrl: 'amqps://soban:word@broker',
    tokens: { kind: 'secret', algorithm: 'HS512', secret },
    signInLifetime: { staff: 3_600_000, table: 7_200_000 },
    bcryptCost: 10,
    corsOrigins: ['https://menu.example.com', 'http://localhost:3000'],
    rateLimitPerMinute: 60,
    maxConnections: 500,
    maxConnectionsPerAddress: 0,
    trustProxy: 2,
    cacheTtl: 1500,
    heartbeat: 5000,
    stallTimeout: 20_000,
    pictures: { kind: 'folder', folder: '/var/lib/soban/pictures', publicUrl: 'https://pictures.example.com' },
    maxFileSize: 1_048_576,
    logLevel: 'warn',
    demoPassword: 'demo-password',
  });
  expect(orderNumber(5, 1)).toBe('5/1');
});

test('a server takes the place of the file, with a pool', () => {
  const { database, dataFolder } = read({
    DATABASE_URL: 'postgres://soban:word@db:5432/soban',
    DATABASE_REPLICA_URL: 'postgresql://soban:word@copy/soban',
    DB_POOL_MIN_SIZE: '2',
    DB_POOL_MAX_SIZE: '8',
    DB_POOL_ACQUIRE_TIMEOUT: '5',
    DB_POOL_IDLE_TIMEOUT: '60',
  });
  expect(database).toEqual({
    engine: 'postgres',
    url: 'postgres://soban:word@db:5432/soban',
    replicaUrl: 'postgresql://soban:word@copy/soban',
    pool: { min: 2, max: 8, acquireTimeout: 5000, idleTimeout: 60_000 },
  });
  expect(dataFolder).toBe('/srv/soban/data');
  expect(read({ DATABASE_URL: 'mysql://root@127.0.0.1/soban' }).database).toEqual({
    engine: 'mysql',
    url: 'mysql://root@127.0.0.1/soban',
    replicaUrl: undefined,
    pool: { min: 10, max: 20, acquireTimeout: 30_000, idleTimeout: 300_000 },
  });
});

test('pictures go to a bucket where one is named', () => {
  const env = { S3_BUCKET: 'soban', S3_REGION: 'ap-northeast-2' };
  const aws = { kind: 'bucket', bucket: 'soban', region: 'ap-northeast-2', publicUrl: undefined };
  expect(read(env).pictures).toEqual({ ...aws, endpoint: undefined, credentials: undefined });
  const keys = { S3_ENDPOINT: 'http://127.0.0.1:9000', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'key' };
  const credentials = { accessKeyId: 'id', secretAccessKey: 'key' };
  expect(read({ ...env, ...keys }).pictures).toEqual({ ...aws, endpoint: 'http://127.0.0.1:9000', credentials });
});

test('key files take the place of the secret', () => {
  const env = { JWT_PRIVATE_KEY_PATH: 'keys/now.pem', JWT_PUBLIC_KEY_PATH: 'keys/now.pub.pem, /etc/soban/before.pem' };
  const keys = {
    kind: 'keys',
    algorithm: 'RS256',
    privateKeyFile: '/srv/soban/keys/now.pem',
    publicKeyFiles: ['/srv/soban/keys/now.pub.pem', '/etc/soban/before.pem'],
  };
  expect(read(env).tokens).toEqual(keys);
  expect(read({ ...env, NODE_ENV: 'production', JWT_ALGORITHM: 'RS512' }).tokens).toEqual({
    ...keys,
    algorithm: 'RS512',
  });
});

test.each([
  [{}, '/srv/soban/data/app.db'],
  [{ DATABASE_URL: 'sqlite://data/app.db' }, '/srv/soban/data/app.db'],
  [{ DATABASE_URL: 'sqlite://./data/app.db' }, '/srv/soban/data/app.db'],
  [{ DATABASE_URL: 'sqlite:///./data/app.db' }, '/srv/soban/data/app.db'],
  [{ DATABASE_URL: 'sqlite:///srv/app.db' }, '/srv/app.db'],
  [{ DATABASE_URL: 'sqlite:////srv/app.db' }, '/srv/app.db'],
  [{ DB_FILE_PATH: 'shop.db' }, '/srv/soban/shop.db'],
  [{ DB_FILE_PATH: '/mnt/shop.db' }, '/mnt/shop.db'],
  [{ DATABASE_URL: 'sqlite://a.db', DB_FILE_PATH: 'b.db' }, '/srv/soban/a.db'],
  [{ DATABASE_URL: '', DB_FILE_PATH: '' }, '/srv/soban/data/app.db'],
])('%o is the file %s', (env, file) => {
  expect(read(env).database).toEqual({ engine: 'sqlite', file });
});

test('synonyms and shorthands: one number for both sign-ins, the other name of the heartbeat', () => {
  expect(read({ JWT_EXPIRATION_HOURS: '2' }).signInLifetime).toEqual({ staff: 7_200_000, table: 7_200_000 });
  expect(read({ JWT_EXPIRATION_HOURS: '2', JWT_TABLE_EXPIRY: '60' }).signInLifetime).toEqual({
    staff: 7_200_000,
    table: 60_000,
  });
  expect(read({ SSE_KEEP_ALIVE_INTERVAL: '7' }).heartbeat).toBe(7000);
  expect(read({ SSE_KEEP_ALIVE_INTERVAL: '7', SSE_HEARTBEAT_INTERVAL: '9' }).heartbeat).toBe(9000);
});

test('an empty variable counts as not set, and white space around a value does not count', () => {
  expect(read({ PORT: '', LOG_LEVEL: ' ', JWT_SECRET_KEY: '' }).port).toBe(8000);
  expect(read({ PORT: ' 9000 ' }).port).toBe(9000);
});

describe('what is wrong is named, with the variable first', () => {
  test.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['DATABASE_URL', 'app.db'],
    ['DATABASE_URL', 'sqlite://'],
    ['DATABASE_URL', 'sqlite:///'],
    ['DATABASE_URL', 'oracle://shop'],
    ['JWT_ALGORITHM', 'none'],
    ['JWT_ALGORITHM', 'RS256'],
    ['JWT_ADMIN_EXPIRY', '0'],
    ['JWT_TABLE_EXPIRY', '1h'],
    ['JWT_EXPIRATION_HOURS', '-1'],
    ['BCRYPT_COST', '3'],
    ['BCRYPT_COST', '31'],
    ['CORS_ORIGINS', 'menu.example.com'],
    ['CORS_ORIGINS', 'https://menu.example.com/'],
    ['CORS_ORIGINS', '*'],
    ['RATE_LIMIT_PER_MINUTE', '-1'],
    ['TRUST_PROXY', 'perhaps'],
    ['CACHE_TTL', '-5'],
    ['SSE_HEARTBEAT_INTERVAL', '0'],
    ['SSE_KEEP_ALIVE_INTERVAL', 'often'],
    ['SSE_CONNECTION_TIMEOUT', '0'],
    ['ORDER_NUMBER_FORMAT', '{sequence}'],
    ['MAX_FILE_SIZE', '5MB'],
    ['LOG_LEVEL', 'loud'],
    ['DEMO_PASSWORD', '한'.repeat(25)],
    ['JWT_SECRET_KEY', 'short'],
  ])('%s=%s', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}\\b`));
  });

  test('all faults at once, a line each', () => {
    const faults = faultsOf({ PORT: 'x', BCRYPT_COST: 'y', DATABASE_URL: 'z', CORS_ORIGINS: 'w', JWT_SECRET_KEY: 'v' });
    expect(faults.map((line) => line.split(' ', 1)[0]).toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      'BCRYPT_COST',
      'CORS_ORIGINS',
      'DATABASE_URL',
      'JWT_SECRET_KEY',
      'PORT',
    ]);
  });

  test('in production a secret has to be there', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([expect.stringMatching(/^JWT_SECRET_KEY is missing/)]);
    expect(faultsOf({ NODE_ENV: 'production', JWT_SECRET_KEY: secret })).toEqual([]);
  });

  test('nothing secret is repeated', () => {
    const secrets = {
      JWT_SECRET_KEY: 'tooshort',
      DEMO_PASSWORD: 'p'.repeat(73),
      DATABASE_URL: 'mssql://root:hunter2@db',
    };
    const text = faultsOf(secrets).join('\n');
    expect(text).not.toMatch(/tooshort|pppp|hunter2/);
  });
});
