import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cliEntry, nodeOptions } from '@soban/testing/server-process';
import type { Restaurant } from './restaurant.ts';

/** Loaded into the sources: of what is built, nothing can be taken hold of from outside. */
const cliSource = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const dieAt = new URL('die-at-statement.ts', import.meta.url).href;

export interface Ran {
  /** Null where it was killed. */
  code: number | null;
  said: string;
}

/** Runs one command as an operator does, beside the server if that is running. */
export async function runCli({ env, folder, ready }: Restaurant, ...args: string[]): Promise<Ran> {
  await ready;
  return run([...nodeOptions, cliEntry, ...args], { cwd: folder, env });
}

/** The same, killed when it is about to run its statement of that number; 0: when it is done, and it then says how many it ran. */
export async function runCliUntil(
  statement: number,
  { env, folder, ready }: Restaurant,
  ...args: string[]
): Promise<Ran> {
  await ready;
  return run(['--import', dieAt, cliSource, ...args], { cwd: folder, env: { ...env, DIE_AT: String(statement) } });
}

/** The same with these lines on its standard input. */
export async function runCliGiven(
  { env, folder, ready }: Restaurant,
  lines: string[],
  ...args: string[]
): Promise<Ran> {
  await ready;
  return run([...nodeOptions, cliEntry, ...args], { cwd: folder, env }, lines);
}

async function run(
  args: string[],
  options: { cwd: string; env: Readonly<Record<string, string>> },
  lines: string[] = [],
): Promise<Ran> {
  const child = spawn(process.execPath, args, options);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      said += text.toString();
    });
  }
  await once(child, 'close');
  return { code: child.exitCode, said };
}
