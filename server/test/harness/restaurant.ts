import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { thisCell } from '../cells.ts';
import { newFolder } from '../services/programs.ts';
import { s3Keys } from '../services/s3.ts';
import { sharedServer } from '../services/shared.ts';
import { newDatabase, type TestDatabase } from './test-database.ts';

export const demoPassword = 'open-the-demo';
export const demoStore = 'demo';
export const jwtSecret = 'the-tests-sign-their-tokens-with-these-bytes';

/** What a server leaves behind and finds again at its next start: its data folder, its database and its secret. */
export interface Restaurant {
  readonly folder: string;
  readonly database: TestDatabase;
  /** Settles when a server may be started. */
  readonly ready: Promise<unknown>;
  /** All variables of a server in this restaurant, on the engines of this run's cell; nothing of the developer's own environment. */
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** A restaurant that has never been opened. Its first server fills it with the demo store. */
export function newRestaurant(): Restaurant {
  const folder = newFolder('test');
  const database = newDatabase(folder);
  const pictures = newPictures(folder);
  const ready = Promise.all([database.ready, pictures.ready]);
  // Whoever starts a server hears of it.
  ready.catch(() => undefined);
  return {
    folder,
    database,
    ready,
    env: {
      ...database.env,
      ...transportEnv(),
      ...pictures.env,
      DATA_DIR: folder,
      PORT: '0',
      HOST: '127.0.0.1',
      JWT_SECRET_KEY: jwtSecret,
      DEMO_PASSWORD: demoPassword,
      BCRYPT_COST: '4',
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'silent',
    },
    remove: async () => {
      await database.remove();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** One that goes with the test. */
export function restaurantOfThisTest(): Restaurant {
  const restaurant = newRestaurant();
  onTestFinished(() => restaurant.remove());
  return restaurant;
}

/** Brokers are shared: what a server says there bears its database's name. */
function transportEnv(): Record<string, string> {
  switch (thisCell.transport) {
    case 'in-process':
      return {};
    case 'redis':
      return { REDIS_URL: sharedServer('redis') };
    case 'rabbitmq':
      return { RABBITMQ_URL: sharedServer('rabbitmq') };
  }
}

function newPictures(folder: string): { ready: Promise<void>; env: Record<string, string> } {
  if (thisCell.storage === 'folder') return { ready: Promise.resolve(), env: { UPLOAD_DIR: join(folder, 'uploads') } };
  const endpoint = sharedServer('s3');
  const bucket = basename(folder).toLowerCase();
  return {
    // S3's client takes long to load, and most cells need none.
    ready: import('./test-bucket.ts').then(({ newBucket }) => newBucket(endpoint, bucket)),
    env: {
      S3_ENDPOINT: endpoint,
      S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: s3Keys.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3Keys.secretAccessKey,
    },
  };
}
