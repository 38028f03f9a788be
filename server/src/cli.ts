import { join, resolve } from 'node:path';
import { accountUsage, storeCreate, tablePassword } from './cli/accounts.ts';
import { databaseUsage, dbCheck } from './cli/database.ts';
import { keysCreate, keyUsage } from './cli/keys.ts';
import { migrateCreate, migrateDown, migrateStatus, migrateUp, migrationUsage } from './cli/migrations.ts';
import { openapiUsage, openapiWrite } from './cli/openapi.ts';
import { NotDone, UsageError } from './cli/options.ts';
import { staffCreate, staffDisable, staffEnable, staffList, staffPassword, staffUsage } from './cli/staff.ts';
import { type Config, readConfig } from './config/config.ts';
import { ConfigError, environment } from './config/environment.ts';
import { type Database, DatabaseDamaged, DatabaseUnavailable } from './db/database.ts';
import { openDatabase } from './db/dialects/open-database.ts';
import { SchemaTooNew } from './db/migrate.ts';
import { Refusal } from './refusal.ts';

const usage = `Usage: npm run cli -- <command>

${[accountUsage, staffUsage, databaseUsage, migrationUsage, keyUsage, openapiUsage].join('\n')}`;

const projectFolder = resolve(import.meta.dirname, '../..');

type Command = (args: string[]) => Promise<string>;

const configured = () => readConfig(environment(projectFolder), projectFolder);

/** A command on the database as it is. */
function onDatabase(work: (database: Database, args: string[], config: Config) => Promise<string>): Command {
  return async (args) => {
    const config = configured();
    const database = await openDatabase(config.database);
    try {
      return await work(database, args, config);
    } finally {
      await database.close();
    }
  };
}

/** A command on a database that is up to date. */
function onStores(work: (config: Config, database: Database, args: string[]) => Promise<string>): Command {
  return onDatabase(async (database, args, config) => {
    await database.migrate();
    return work(config, database, args);
  });
}

const commands: Record<string, Command> = {
  'store create': onStores(storeCreate),
  'staff create': onStores(staffCreate),
  'staff list': onStores(staffList),
  'staff password': onStores(staffPassword),
  'staff disable': onStores(staffDisable),
  'staff enable': onStores(staffEnable),
  'table password': onStores(tablePassword),
  'db check': (args) => dbCheck(configured(), args),
  'migrate up': onDatabase(migrateUp),
  'migrate down': onDatabase(migrateDown),
  'migrate status': onDatabase(migrateStatus),
  'migrate create': (args) => migrateCreate(args, join(projectFolder, 'server/src/db/migrations')),
  'keys create': (args) => keysCreate(args, projectFolder),
  'openapi write': (args) => openapiWrite(args),
};

async function main(args: string[]): Promise<void> {
  const command = commands[args.slice(0, 2).join(' ')];
  if (!command) throw new UsageError(args.length === 0 ? 'which command?' : `there is no command "${args.join(' ')}"`);
  process.stdout.write(`${await command(args.slice(2))}\n`);
}

/** Said in one line; whatever else goes wrong keeps its stack. */
const foreseen = [NotDone, ConfigError, Refusal, DatabaseUnavailable, DatabaseDamaged, SchemaTooNew];

// What is made is nobody else's to read.
process.umask(0o077);
try {
  await main(process.argv.slice(2));
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
  } else if (error instanceof Error && foreseen.some((kind) => error instanceof kind)) {
    process.stderr.write(`${error.message}\n`);
  } else throw error;
  process.exitCode = 1;
}
