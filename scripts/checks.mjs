// The checks that read the code without running it.
import { availableParallelism } from 'node:os';
import { capture, say } from './run.mjs';

const checks = [
  // Types too, of each package by its own tsconfig.json; …
  { name: 'lint and types', command: 'oxlint', args: [] },
  // … and the contract besides as the server sees it, which has nothing of a browser's.
  { name: 'types contract', command: 'tsc', args: ['-p', 'contract', '--lib', 'ES2024', '--types', 'node'] },
  { name: 'format', command: 'biome', args: ['check'] },
  { name: 'imports', command: 'depcruise', args: ['--config', '.dependency-cruiser.mjs', 'contract', 'server', 'web'] },
  { name: 'unused', command: 'knip', args: [] },
  { name: 'openapi', command: 'node', args: ['scripts/openapi-lint.mjs'] },
  { name: 'licences', command: 'node', args: ['scripts/licences.mjs', '--check'] },
];

const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;

/** Runs all checks, as many at a time as there are cores, and answers with the names of those that failed. */
export async function runChecks() {
  const waiting = [...checks];
  /** @type {string[]} */
  const failed = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const since = performance.now();
      const { code, output } = await capture(check.command, check.args, { env });
      say(`${code === 0 ? '✓' : '✗'} ${check.name} ${((performance.now() - since) / 1000).toFixed(1)} s`);
      if (code === 0) continue;
      failed.push(check.name);
      say(output.trimEnd());
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return { passed: checks.length - failed.length, failed };
}
