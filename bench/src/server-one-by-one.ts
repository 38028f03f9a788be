// The server with one commit for each transaction: what group commit is measured against.
import { resolve } from 'node:path';
import { createApp } from '@soban/server/src/app.ts';
import { readConfig } from '@soban/server/src/config/config.ts';
import { openSqlite } from '@soban/server/src/db/dialects/sqlite.ts';
import { createLog } from '@soban/server/src/log/log.ts';

const config = readConfig(process.env, resolve('.'));
if (config.database.engine !== 'sqlite') throw new Error('DATABASE_URL is no SQLite file');
const database = openSqlite({ file: config.database.file, groupLimit: 1 });
const app = await createApp(config, createLog(config.logLevel), database);
await app.open();
await app.listen();
process.once('SIGTERM', () => void app.stop());
