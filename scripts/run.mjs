// How the scripts start other programs, and how those stop with them.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Package managers are batch files on Windows, which only a shell can start. */
const needsShell = (/** @type {string} */ command) => process.platform === 'win32' && command !== 'node';

export const STOP_SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @param {import('node:child_process').ChildProcess} child */
export function stopWithUs(child) {
  const sent = new Set();
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    // Ctrl-C in a terminal reaches every process of the group by itself.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    if (sent.has(signal)) return;
    sent.add(signal);
    child.kill(signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, forward);
  child.once('close', () => {
    for (const signal of STOP_SIGNALS) process.off(signal, forward);
  });
}

/**
 * What a shell would answer: 128 + n where signal n ended the program.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function exitCode(code, signal) {
  return code ?? 128 + constants.signals[signal ?? 'SIGKILL'];
}

/**
 * Runs a program and answers with its exit code: 128 + n when signal n ended it, 127 when it could not start.
 * Given `onOutput`, its output goes there and not to the screen.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, signal?: AbortSignal, onOutput?: (text: string) => void }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { onOutput, cwd = root, ...options } = {}) {
  const child = spawn(command, args, {
    ...options,
    cwd,
    shell: needsShell(command),
    stdio: onOutput ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  stopWithUs(child);
  for (const stream of onOutput ? [child.stdout, child.stderr] : []) {
    stream?.setEncoding('utf8').on('data', onOutput ?? (() => {}));
  }
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (error.name === 'AbortError') return;
      const line = `${command}: ${error.message}\n`;
      if (onOutput) onOutput(line);
      else process.stderr.write(line);
      resolve(127);
    });
    child.once('close', (code, signal) => resolve(exitCode(code, signal)));
  });
}

/**
 * Runs a program out of sight.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function capture(command, args, options) {
  let output = '';
  const code = await run(command, args, { ...options, onOutput: (text) => (output += text) });
  return { code, output };
}

/**
 * @param {string} message
 * @returns {never}
 */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** @param {string} message */
export function say(message) {
  process.stdout.write(`${message}\n`);
}
