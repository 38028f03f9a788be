import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDatabase, type TestDatabase } from './test-database.ts';

export const demoPassword = 'open-the-demo';
export const demoStore = 'demo';
export const jwtSecret = 'the-tests-sign-their-tokens-with-these-bytes';

/** What a server leaves behind and finds again at its next start: its data folder, its database and its secret. */
export interface Restaurant {
  readonly folder: string;
  readonly database: TestDatabase;
  /** All variables of a server in this restaurant; nothing of the developer's own environment. */
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

/** A restaurant that has never been opened. Its first server fills it with the demo store. */
export function newRestaurant(): Restaurant {
  const folder = mkdtempSync(join(tmpdir(), 'soban-test-'));
  const database = newDatabase(folder);
  return {
    folder,
    database,
    env: {
      ...database.env,
      PORT: '0',
      HOST: '127.0.0.1',
      UPLOAD_DIR: join(folder, 'uploads'),
      JWT_SECRET_KEY: jwtSecret,
      DEMO_PASSWORD: demoPassword,
      BCRYPT_COST: '4',
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'silent',
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
