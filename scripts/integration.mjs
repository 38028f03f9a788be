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
  /** @type {Set<string>} */
  const passed = new Set();
  const since = performance.now();
  const shared = await shareServers();
  say(`Servers: ${Object.keys(shared.started).length} started in ${seconds(since)}`);
  try {
    const cells = chosen(shared.cells, wanted);
    if (wanted.length === 0) total.leftForCi = shared.cells.filter((cell) => !cells.includes(cell)).map(titleOf);
    if (cells.length === 0) total.failed.push(`integration: no cell is called ${wanted.join(' or ')}`);
    for (const cell of cells) {
      if (isInterrupted()) break;
      const missing = cell.servers.flatMap((name) => shared.missing[name] ?? []);
      if (missing.length > 0) total.notRun.push(`${titleOf(cell)}: ${missing.join(', ')}`);
      else add(total, passed, await runCell(cell, shared.started));
    }
    sayWhatIsRare(cells);
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
  const inCell = (/** @type {string} */ name) => `[${cell.name}] ${name}`;
  return { ...tally, failed: tally.failed.map(inCell) };
}

/**
 * Those whose name has all words of one of the wished names; without a wish all, as far as they are not for CI.
 *
 * @param {Cell[]} cells
 * @param {string[]} wanted
 */
function chosen(cells, wanted) {
  if (wanted.length === 0) return process.env['CI'] === 'true' ? cells : cells.filter(({ forCiAlone }) => !forCiAlone);
  const words = (/** @type {string} */ name) => name.split(/[·.,\s]+/);
  return cells.filter(({ name }) => wanted.some((wish) => words(wish).every((word) => words(name).includes(word))));
}

/** @param {Cell} cell */
function titleOf({ name, files }) {
  return files === 'server/test' ? name : `${name} (${files.replace('server/test/', '')})`;
}

/**
 * A test that passed in one cell and has nothing to test in another was not skipped.
 *
 * @param {import('./tally.mjs').Tally} total
 * @param {Set<string>} passed the names of all that passed so far
 * @param {import('./tally.mjs').Tally} part
 */
function add(total, passed, part) {
  for (const name of part.names ?? []) passed.add(name);
  total.passed += part.passed;
  total.failed.push(...part.failed);
  total.notRun.push(...part.notRun);
  total.skipped = [...new Set([...total.skipped, ...part.skipped])].filter((name) => !passed.has(name));
}

/**
 * The test files that not every cell runs, each with the number of cells that do.
 *
 * @param {Cell[]} cells
 */
function sayWhatIsRare(cells) {
  const whole = cells.filter(({ files }) => files === 'server/test');
  const rare = [...new Set(whole.flatMap(({ leftOut }) => leftOut))];
  const counted = rare.map((glob) => `${glob} (${whole.filter(({ leftOut }) => !leftOut.includes(glob)).length})`);
  say(`\nNot in all ${whole.length} cells: ${counted.join(', ')}`);
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
