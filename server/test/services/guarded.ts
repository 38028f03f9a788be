import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

let guard: ChildProcess | undefined;

/** From here on it ends with this process, however that ends. */
export function endsWithUs(pid: number): void {
  tell(`+ ${pid}`);
}

export function hasEnded(pid: number): void {
  tell(`- ${pid}`);
}

/** From here on the folder is removed with this process, however that ends. */
export function folderIsGone(folder: string): void {
  tell(`/ ${folder}`);
}

function tell(line: string): void {
  guard ??= startGuard();
  guard.stdin?.write(`${line}\n`);
}

/** In a session of its own, or Ctrl-C would end it with those it guards against. */
function startGuard(): ChildProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL('guard.ts', import.meta.url))], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  if (child.stdin && 'unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  return child;
}
