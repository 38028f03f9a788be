import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { currencyDecimals } from '@soban/contract/money';
import { Currency, Language } from '@soban/contract/store';
import { languages } from '@soban/contract/vocabulary';
import Type, { type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { clock } from './clock.ts';
import { type Config, ConfigError, environment, readConfig } from './config.ts';
import { type Database, DatabaseUnavailable } from './db/database.ts';
import { openDatabase } from './db/open-database.ts';
import { bcryptPasswords, madeUpPassword, requireGood } from './features/auth/passwords.ts';
import { revokeSignInsOf } from './features/auth/sign-in-store.ts';
import { findStaffForLogin, updatePasswordHash } from './features/staff/staff-store.ts';
import { createStore } from './features/store/create-store.ts';
import { notFound, Refusal } from './refusal.ts';

const usage = `Usage: npm run cli -- <command>

  store create     make a store with its owner and its tables
    --code CODE            what people type to sign in, e.g. myeongdong
    --name NAME            e.g. "소반식당 명동점"
    --owner USERNAME       the first account (owner)
    --owner-password …     at least 8 characters (one is made up and printed)
    --tables COUNT         tables 1 to COUNT (12)
    --table-password …     for pairing a tablet or phone (one is made up and printed)
    --currency CODE        ${Object.keys(currencyDecimals).join(', ')} (KRW)
    --language CODE        the menu's language: ${languages.join(', ')} (ko)
    --time-zone ZONE       (Asia/Seoul)
    --day-cutoff HH:MM     when a business day begins (05:00)

  staff password   give a staff member a new password and sign them out everywhere
    --code CODE --username USERNAME
    --password …           at least 8 characters (one is made up and printed)
`;

/** A command line that cannot be obeyed: says what is wrong with it. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

const projectFolder = resolve(import.meta.dirname, '../..');

async function storeCreate(config: Config, database: Database, args: string[]): Promise<string> {
  const options = readOptions(args, {
    code: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    owner: Type.String({ minLength: 1, maxLength: 60 }),
    'owner-password': Type.String({ default: madeUpPassword() }),
    tables: Type.Integer({ minimum: 0, maximum: 500, default: 12 }),
    'table-password': Type.String({ default: madeUpPassword() }),
    currency: Type.Union([Currency], { default: 'KRW' }),
    language: Type.Union([Language], { default: 'ko' }),
    'time-zone': Type.String({ default: 'Asia/Seoul' }),
    'day-cutoff': Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', default: '05:00' }),
  });
  requireTimeZone(options['time-zone']);
  requireGood(options['owner-password']);
  requireGood(options['table-password']);
  const passwords = bcryptPasswords(config.bcryptCost);
  const owner = { username: options.owner, passwordHash: await passwords.hash(options['owner-password']) };
  const tables = { count: options.tables, passwordHash: await passwords.hash(options['table-password']) };
  await database.transaction((tx) =>
    createStore(tx, {
      ...options,
      timeZone: options['time-zone'],
      dayCutoff: options['day-cutoff'],
      owner,
      tables,
    }),
  );
  return `${options.name} is there.
  Store code       ${options.code}
  Tables 1 to ${options.tables}   password  ${options['table-password']}
  Staff  ${options.owner}     password  ${options['owner-password']}`;
}

async function staffPassword(config: Config, database: Database, args: string[]): Promise<string> {
  const { code, username, password } = readOptions(args, {
    code: Type.String(),
    username: Type.String(),
    password: Type.String({ default: madeUpPassword() }),
  });
  requireGood(password);
  const staff = await findStaffForLogin(database.read, code, username);
  if (!staff) throw notFound(`account: ${username} in ${code}`);
  const passwordHash = await bcryptPasswords(config.bcryptCost).hash(password);
  await database.transaction(async (tx) => {
    await updatePasswordHash(tx, staff.id, passwordHash);
    await revokeSignInsOf(tx, staff.id, clock.now());
  });
  return `${username} has a new password: ${password}
Devices that are signed in are out within seconds.`;
}

const commands: Record<string, (config: Config, database: Database, args: string[]) => Promise<string>> = {
  'store create': storeCreate,
  'staff password': staffPassword,
};

type Options<Schemas extends Record<string, TSchema>> = { [Name in keyof Schemas]: Type.Static<Schemas[Name]> };

function readOptions<Schemas extends Record<string, TSchema>>(args: string[], schemas: Schemas): Options<Schemas> {
  const names = Object.keys(schemas);
  const { values } = parseArgs({
    args,
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const entries = Object.entries(schemas).map(([name, schema]) => {
    const value = values[name] === undefined ? Value.Default(schema, undefined) : Value.Convert(schema, values[name]);
    if (value === undefined) throw new UsageError(`--${name} is missing`);
    const [fault] = Value.Errors(schema, value);
    if (fault) throw new UsageError(`--${name} ${fault.message}`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries) as Options<Schemas>;
}

function requireTimeZone(timeZone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new UsageError(`--time-zone ${timeZone} is not known; take one such as Asia/Seoul`);
  }
}

async function main(args: string[]): Promise<void> {
  const command = commands[args.slice(0, 2).join(' ')];
  if (!command) throw new UsageError(args.length === 0 ? 'which command?' : `there is no command "${args.join(' ')}"`);
  const config = readConfig(environment(projectFolder), projectFolder);
  const database = openDatabase(config.database);
  try {
    await database.migrate();
    process.stdout.write(`${await command(config, database, args.slice(2))}\n`);
  } finally {
    await database.close();
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
  } else if (error instanceof ConfigError || error instanceof Refusal || error instanceof DatabaseUnavailable) {
    process.stderr.write(`${error.message}\n`);
  } else throw error;
  process.exitCode = 1;
}
