import { currencyDecimals } from '@soban/contract/money';
import { Currency, Language } from '@soban/contract/store';
import { languages } from '@soban/contract/vocabulary';
import Type from 'typebox';
import { clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { bcryptPasswords } from '../features/auth/passwords.ts';
import { revokeSignInsOf } from '../features/auth/sign-in-rows.ts';
import { createStore } from '../features/store/create-store.ts';
import { findTablesOf, updateTable } from '../features/tables/table-rows.ts';
import { notFound } from '../refusal.ts';
import { readOptions, UsageError } from './options.ts';
import { newPasswords, requireNoPasswords } from './passwords.ts';

export const accountUsage = `  store create     make a store with its owner and its tables
    --code CODE            what people type to sign in, e.g. myeongdong
    --name NAME            e.g. "소반식당 명동점"
    --owner USERNAME       the first account (owner)
    --tables COUNT         tables 1 to COUNT (12)
    --passwords-stdin      ask for the owner's password and the tables', or read a line each; else they are made up and printed
    --currency CODE        ${Object.keys(currencyDecimals).join(', ')} (KRW)
    --language CODE        the menu's language: ${languages.join(', ')} (ko)
    --time-zone ZONE       (Asia/Seoul)
    --day-cutoff HH:MM     when a business day begins (05:00)

  table password   give a table, or all tables of a store, a new password and sign their devices out
    --code CODE
    --number NUMBER        (all)
    --password-stdin       ask for it, or read a line; else one is made up and printed
`;

export async function storeCreate(config: Config, database: Database, args: string[]): Promise<string> {
  requireNoPasswords(args, '--passwords-stdin');
  const options = readOptions(args, {
    code: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    owner: Type.String({ minLength: 1, maxLength: 60 }),
    tables: Type.Integer({ minimum: 0, maximum: 500, default: 12 }),
    'passwords-stdin': Type.Boolean({ default: false }),
    currency: Type.Union([Currency], { default: 'KRW' }),
    language: Type.Union([Language], { default: 'ko' }),
    'time-zone': Type.String({ default: 'Asia/Seoul' }),
    'day-cutoff': Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', default: '05:00' }),
  });
  requireTimeZone(options['time-zone']);
  const [owners, theTables] = await newPasswords(['the owner', 'the tables'], options['passwords-stdin']);
  const passwords = bcryptPasswords(config.bcryptCost);
  const owner = { username: options.owner, passwordHash: await passwords.hash(owners.value) };
  const tables = { count: options.tables, passwordHash: await passwords.hash(theTables.value) };
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
  Tables 1 to ${options.tables}   password  ${theTables.shown}
  Staff  ${options.owner}     password  ${owners.shown}`;
}

export async function tablePassword(config: Config, database: Database, args: string[]): Promise<string> {
  requireNoPasswords(args, '--password-stdin');
  const { code, number, ...options } = readOptions(args, {
    code: Type.String(),
    number: Type.Optional(Type.Integer()),
    'password-stdin': Type.Boolean({ default: false }),
  });
  const tables = await findTablesOf(database.read, code, number);
  if (tables.length === 0) throw notFound(number === undefined ? `store: ${code}` : `table: ${number} in ${code}`);
  const what = number === undefined ? 'all tables' : `table ${number}`;
  const [password] = await newPasswords([what], options['password-stdin']);
  const hash = await bcryptPasswords(config.bcryptCost).hash(password.value);
  await database.transaction(async (tx) => {
    for (const { id } of tables) {
      await updateTable(tx, id, { password_hash: hash });
      await revokeSignInsOf(tx, id, clock.now());
    }
  });
  return `The new password of ${what}: ${password.shown}
Devices that are signed in are out within seconds.`;
}

function requireTimeZone(timeZone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw new UsageError(`--time-zone ${timeZone} is not known; take one such as Asia/Seoul`);
  }
}
