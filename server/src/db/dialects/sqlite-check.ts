import { existsSync, rmSync, statSync } from 'node:fs';
import SqliteFile from 'better-sqlite3';
import { DatabaseDamaged } from '../database.ts';
import { problemsOf, requireSoundFiles } from './sqlite-soundness.ts';

/** The most problems that are named, of one kind. */
const named = 20;

/** All that SQLite's own checks find wrong, a line each. Throws `DatabaseDamaged` where it must not even be opened. */
export function problemsOfSqlite(file: string): string[] {
  requireSoundFiles(file);
  const database = new SqliteFile(file, { readonly: true });
  try {
    const structure = problemsOf(database, `integrity_check(${named})`);
    if (structure.length > 0) return structure;
    const broken = database.prepare('pragma foreign_key_check').all() as Record<
      'table' | 'rowid' | 'parent',
      unknown
    >[];
    return broken
      .slice(0, named)
      .map(({ table, rowid, parent }) => `${String(table)}: row ${String(rowid)} names none of ${String(parent)}`);
  } finally {
    database.close();
  }
}

/** Makes the database usable without what its log has lost. Throws `DatabaseDamaged` while a server has it open. */
export function dropLostLog(file: string): void {
  const database = new SqliteFile(file, { timeout: 0 });
  try {
    // Alone with the file, SQLite reads the log itself and not its index, and takes what is sound of it.
    database.pragma('locking_mode = EXCLUSIVE');
    database.prepare('select count(*) from sqlite_schema').get();
    database.pragma('wal_checkpoint(TRUNCATE)');
    rmSync(`${file}-shm`, { force: true });
  } catch (error) {
    const { code } = error as { code?: string };
    if (code?.startsWith('SQLITE_BUSY')) throw new DatabaseDamaged(`${file} is in use: stop the server first`);
    throw error;
  } finally {
    database.close();
  }
  if (existsSync(file) && statSync(file).size === 0) rmSync(file);
}
