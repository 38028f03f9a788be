// The servers that the integration tests of all cells share.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fail, root } from './run.mjs';

/**
 * @typedef {{ name: string, files: string, servers: string[], leftOut: string[], forCiAlone: boolean }} Cell
 * @typedef {{ started: Record<string, string>, missing: Record<string, string>, cells: Cell[] }} Shared
 */

/**
 * Starts them; they end with `stop`, and by themselves where this process ends without.
 *
 * @returns {Promise<Shared & { stop: () => Promise<void> }>}
 */
export async function shareServers() {
  const child = spawn('node', ['server/test/services/share.ts'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const line = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), exited.then(() => null)]);
  if (line === null) fail('The servers for the tests could not be started.');
  const shared = /** @type {Shared} */ (JSON.parse(String(line[0])));
  return {
    ...shared,
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
}
