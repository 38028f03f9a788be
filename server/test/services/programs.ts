import { accessSync, chownSync, constants, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { folderIsGone } from '@soban/testing/guarded';

/** A server that this machine does not have; the message says what was looked for. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled';
}

/** The path of the first of these programs that is installed. */
export function findProgram(names: readonly string[], folders: readonly string[] = []): string | undefined {
  // Servers are often outside of an ordinary user's PATH.
  const places = [...folders, ...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return places.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

export function needProgram(names: readonly string[], folders: readonly string[] = []): string {
  const path = findProgram(names, folders);
  if (path === undefined) throw new NotInstalled(`no ${names.join(' or ')} found`);
  return path;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A user account, as `spawn` takes it. */
export interface Account {
  uid: number;
  gid: number;
}

/** For servers that refuse to run as root: the first of these accounts that exists. Undefined where we are not root. */
export function accountInsteadOfRoot(...names: readonly string[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = names.flatMap((name) => accounts.filter(([account]) => account === name))[0];
  if (!found) throw new Error(`There is no account ${names.join(' or ')} to run a server under.`);
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** A new folder outside of the project, removed at the latest when this process ends. */
export function newFolder(name: string, owner?: Account): string {
  const folder = mkdtempSync(join(tmpdir(), `soban-${name}-`));
  folderIsGone(folder);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return folder;
}
