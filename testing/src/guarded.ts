import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
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
  // It waits for us, not we for it.
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}
