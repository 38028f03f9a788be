import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { madeUpPassword, requireGood } from '../features/auth/passwords.ts';
import { UsageError } from './options.ts';

export interface NewPassword {
  value: string;
  /** What to tell of it: itself where it was made up. */
  shown: string;
}

/** Refuses a password among the arguments: every user of the machine can read those. */
export function requireNoPasswords(args: readonly string[], instead: string): void {
  if (!args.some((arg) => /^--(owner-|table-)?password(=|$)/.test(arg))) return;
  throw new UsageError(
    `a password is not taken as an argument, which every user of this machine can read: leave it out and one is made up, or use ${instead} and type it when you are asked`,
  );
}

export function newPasswords<const Names extends readonly string[]>(
  names: Names,
  isTyped: boolean,
): Promise<{ [At in keyof Names]: NewPassword }>;
/** One for each name: made up, or a line each of standard input, on a terminal without showing what is typed. An empty line makes one up. */
export async function newPasswords(names: readonly string[], isTyped: boolean): Promise<NewPassword[]> {
  const typed = isTyped ? await linesFor(names) : [];
  return names.map((_, at) => {
    const line = typed[at] ?? '';
    const value = line === '' ? madeUpPassword() : line;
    requireGood(value);
    return { value, shown: line === '' ? value : '(as you gave it)' };
  });
}

async function linesFor(names: readonly string[]): Promise<string[]> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const given: string[] = [];
  try {
    for (const name of names) {
      process.stderr.write(`Password for ${name} (empty: one is made up): `);
      const [line] = (await Promise.race([once(terminal, 'line'), once(terminal, 'SIGINT')])) as [string?];
      process.stderr.write('\n');
      if (line === undefined) throw new UsageError('nothing has been changed');
      given.push(line);
    }
  } finally {
    terminal.close();
  }
  return given;
}
