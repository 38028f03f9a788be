// The integration tests: the behaviour suite in every cell, which is a combination of engines, that this machine can run.
import { say } from './run.mjs';
import { runVitest } from './runners.mjs';
import { shareServers } from './servers.mjs';

/** @typedef {import('./servers.mjs').Cell} Cell */

/**
 * @param {string[]} wanted parts of cells' names: `postgres`, `redis·bucket`; none for all
 * @param {() => boolean} isInterrupted
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runIntegration(wanted, isInterrupted) {
  /** @type {import('./tally.mjs').Tally} */
  const total = { passed: 0, failed: [], skipped: [], notRun: [] };
  const since = performance.now();
  const shared = await shareServers();
  say(`Servers: ${Object.keys(shared.started).length} started in ${seconds(since)}`);
  try {
    const cells = chosen(shared.cells, wanted);
    if (cells.length === 0) total.failed.push(`integration: no cell is called ${wanted.join(' or ')}`);
    for (const cell of cells) {
      if (isInterrupted()) break;
      const missing = cell.servers.flatMap((name) => shared.missing[name] ?? []);
      if (missing.length > 0) total.notRun.push(`${titleOf(cell)}: ${missing.join(', ')}`);
      else add(total, await runCell(cell, shared.started));
    }
    const [all] = shared.cells;
    const sparse = shared.cells.reduce((a, b) => (b.leftOut.length > a.leftOut.length ? b : a));
    if (all) say(`Only in ${all.name}, or only with its database: ${sparse.leftOut.join(', ')}`);
  } finally {
    await shared.stop();
  }
  return total;
}

/**
 * @param {Cell} cell
 * @param {Record<string, string>} servers
 */
async function runCell(cell, servers) {
  say(`\n── ${titleOf(cell)}`);
  const since = performance.now();
  const tally = await runVitest('integration', { files: cell.files, env: { ...servers, SOBAN_TEST_CELL: cell.name } });
  say(`── ${titleOf(cell)}: ${tally.passed} passed, ${tally.failed.length} failed, ${seconds(since)}`);
  const named = (/** @type {string} */ name) => `[${cell.name}] ${name}`;
  return { ...tally, failed: tally.failed.map(named), skipped: tally.skipped.map(named) };
}

/**
 * A cell is wanted whose name has all words of one of the wished names. Those that are wanted by their full name run it all.
 *
 * @param {Cell[]} cells
 * @param {string[]} wanted
 */
function chosen(cells, wanted) {
  if (wanted.length === 0) return cells;
  const words = (/** @type {string} */ name) => name.split(/[·.,\s]+/);
  return cells.filter(({ name }) => wanted.some((wish) => words(wish).every((word) => words(name).includes(word))));
}

/** @param {Cell} cell */
function titleOf({ name, files }) {
  return files === 'server/test' ? name : `${name} (${files.replace('server/test/', '')})`;
}

/**
 * @param {import('./tally.mjs').Tally} total
 * @param {import('./tally.mjs').Tally} part
 */
function add(total, part) {
  total.passed += part.passed;
  total.failed.push(...part.failed);
  total.skipped.push(...part.skipped);
  total.notRun.push(...part.notRun);
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
