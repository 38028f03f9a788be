// Runs the server, and again when it has crashed: `npm start` does so, and any other way to start it can:
//   node scripts/supervise.mjs server/dist/main.js
// It needs nothing but its neighbour run.mjs, and runs on Node 20.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { argv, execPath } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { exitCode, root, STOP_SIGNALS, stopWithUs } from './run.mjs';

/** Milliseconds before a next attempt: they double with each, and begin anew after a run that was open for so long. */
const SHORTEST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
const HEALTHY = 5 * 60_000;

/**
 * How a run of the server ended.
 *
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null, fault?: string, openFor?: number, memoryRanOut: boolean }} End
 */

/**
 * Runs a program of Node's until it ends in order, is stopped, or cannot even open; answers its exit code. It says that it is open by
 * the message 'ready' to its parent.
 *
 * @param {string} node
 * @param {string[]} args
 */
export async function supervise(node, args) {
  const asked = new AbortController();
  for (const signal of STOP_SIGNALS) process.on(signal, () => asked.abort());
  // Where nobody can read it any more, the house goes on all the same.
  process.stderr.on('error', () => {});

  let hasBeenOpen = false;
  let pause = SHORTEST_PAUSE;
  for (;;) {
    const end = await runOnce(node, args);
    hasBeenOpen ||= end.openFor !== undefined;
    const wasStopped = asked.signal.aborted || STOP_SIGNALS.some((signal) => signal === end.signal);
    if (end.code === 0 || wasStopped || !hasBeenOpen) return exitCode(end.code, end.signal);
    if ((end.openFor ?? 0) >= HEALTHY) pause = SHORTEST_PAUSE;
    process.stderr.write(`Soban ended by itself: ${reasonOf(end)}. It starts again in ${pause / 1000} s.\n`);
    await delay(pause, undefined, { signal: asked.signal }).catch(() => {});
    if (asked.signal.aborted) return 0;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }
}

/**
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<End>}
 */
function runOnce(node, args) {
  const killedBefore = killedForMemory();
  const child = spawn(node, ['--enable-source-maps', ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  stopWithUs(child);
  /** @type {number | undefined} */
  let openSince;
  child.on('message', (message) => {
    if (message === 'ready') openSince = performance.now();
  });
  return new Promise((resolve) => {
    const ended = (/** @type {Pick<End, 'code' | 'signal' | 'fault'>} */ how) =>
      resolve({
        ...how,
        ...(openSince === undefined ? {} : { openFor: performance.now() - openSince }),
        memoryRanOut: killedForMemory() > killedBefore,
      });
    child.once('error', (error) => ended({ code: 127, signal: null, fault: `it could not start: ${error.message}` }));
    child.once('exit', (code, signal) => ended({ code, signal }));
  });
}

/** How many programs this machine has killed for want of memory; where it does not tell, none. */
function killedForMemory() {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** @param {End} end */
function reasonOf({ code, signal, fault, memoryRanOut }) {
  if (fault !== undefined) return fault;
  if (signal === 'SIGKILL' && memoryRanOut) return 'it was killed (SIGKILL), as the machine had run out of memory';
  if (signal === 'SIGKILL') return 'it was killed from outside (SIGKILL)';
  if (signal === 'SIGABRT') return 'it gave up (SIGABRT), mostly for want of memory; the lines above say why';
  if (signal !== null) return `it crashed (${signal})`;
  return `exit code ${code}; the lines above say why`;
}

if (argv[1] === fileURLToPath(import.meta.url)) process.exit(await supervise(execPath, argv.slice(2)));
