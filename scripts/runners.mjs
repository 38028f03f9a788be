// Runs vitest and Playwright, on the screen for people and through their JSON reports for the count.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { provideChromium } from './chromium.mjs';
import { root, run } from './run.mjs';
import { settle, tallyPlaywright, tallyVitest } from './tally.mjs';

/** No runner may hang the build. */
const LIMIT = 30 * 60_000;

/**
 * @param {'unit' | 'integration'} project
 * @param {{ files?: string, env?: Record<string, string> }} [options]
 */
export function runVitest(project, { files, env } = {}) {
  const report = `.cache/vitest-${project}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Vitest alone would colour a log file too.
  const colour = process.stdout.isTTY ? [] : ['--no-color'];
  const program = ['vitest', 'run', '--project', project, ...reporters, ...colour, ...(files ? [files] : [])];
  return runAndCount(project, program, report, tallyVitest, env);
}

/** @returns {Promise<import('./tally.mjs').Tally>} */
export async function runPlaywright() {
  if (!(await provideChromium())) return { passed: 0, failed: ['e2e: no Chromium to be had'], skipped: [], notRun: [] };
  const report = '.cache/playwright.json';
  process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = join(root, report);
  const args = ['e2e/node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e', '--reporter=list,json'];
  return runAndCount('e2e', ['node', ...args], report, tallyPlaywright);
}

/**
 * @template Report
 * @param {string} name
 * @param {string[]} program
 * @param {string} reportFile
 * @param {(report: Report) => import('./tally.mjs').Tally} count
 * @param {Record<string, string>} [env]
 */
async function runAndCount(name, [command = '', ...args], reportFile, count, env = {}) {
  const path = join(root, reportFile);
  await rm(path, { force: true });
  const compiled = join(root, '.cache/compiled');
  const options = { timeout: LIMIT, env: { NODE_COMPILE_CACHE: compiled, ...process.env, ...env } };
  const code = await run(command, args, options);
  const report = await readFile(path, 'utf8')
    .then((text) => /** @type {Report} */ (JSON.parse(text)))
    .catch(() => null);
  return settle(name, code, report && count(report));
}
