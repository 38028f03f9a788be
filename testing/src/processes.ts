import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  pid: number;
  parent: number;
}

/** A process and all that it started, itself first. */
export function familyOf(pid: number): number[] {
  const all = process.platform === 'linux' ? fromProc() : fromPs();
  const family = [pid];
  for (const member of family) {
    family.push(...all.filter(({ parent }) => parent === member).map((child) => child.pid));
  }
  return family;
}

/** Whether it still runs; one that only waits to be collected by its parent does not. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'linux') return statusOf(pid) !== undefined;
  return signal(pid, 0);
}

/** Answers false where there is no such process any more. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Ends a process and all that it started, with no time to prepare. */
export function killFamily(pid: number): number[] {
  // Held still first, or it would go on starting others while they are counted.
  if (!signal(pid, 'SIGSTOP')) return [];
  const family = familyOf(pid);
  for (const member of family) signal(member, 'SIGKILL');
  return family;
}

function fromProc(): Process[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid))
    .flatMap((pid) => statusOf(pid) ?? []);
}

/** `/proc/<pid>/stat` is "pid (name) state parent …", and a name may hold anything. */
function statusOf(pid: number): Process | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? undefined : { pid, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

function fromPs(): Process[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    return { pid: pid ?? 0, parent: parent ?? 0 };
  });
}
