// Runs vitest and Playwright, on the screen for people and through their JSON reports for the count.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { provideChromium } from './chromium.mjs';
import { root, run } from './run.mjs';

/** @typedef {{ passed: number, failed: string[], skipped: string[] }} Tally */

/** No runner may hang the build. */
const LIMIT = 25 * 60_000;

/** @param {'unit' | 'integration'} project */
export function runVitest(project) {
  const report = `.cache/vitest-${project}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Vitest alone would colour a log file too.
  const colour = process.stdout.isTTY ? [] : ['--no-color'];
  return runAndCount(project, ['vitest', 'run', '--project', project, ...reporters, ...colour], report, tallyVitest);
}

/** @returns {Promise<Tally>} */
export async function runPlaywright() {
  if (!(await provideChromium())) return { passed: 0, failed: ['e2e: no Chromium to be had'], skipped: [] };
  const report = '.cache/playwright.json';
  process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = join(root, report);
  const args = ['e2e/node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e', '--reporter=list,json'];
  return runAndCount('e2e', ['node', ...args], report, tallyPlaywright);
}

/**
 * A runner that crashed, failed without naming a test, or ran none counts as one failure.
 *
 * @template Report
 * @param {string} name
 * @param {string[]} program
 * @param {string} reportFile
 * @param {(report: Report) => Tally} count
 */
async function runAndCount(name, [command = '', ...args], reportFile, count) {
  const path = join(root, reportFile);
  await rm(path, { force: true });
  const code = await run(command, args, { timeout: LIMIT });
  const text = await readFile(path, 'utf8').catch(() => null);
  const report = text === null ? null : /** @type {Report} */ (JSON.parse(text));
  const tally = report ? count(report) : { passed: 0, failed: [], skipped: [] };
  if (code !== 0 && tally.failed.length === 0) tally.failed.push(`${name}: the runner ended with code ${code}`);
  if (code === 0 && tally.passed === 0) tally.failed.push(`${name}: no test ran`);
  return tally;
}

/**
 * @typedef {{ status: string, fullName: string }} VitestTest
 * @typedef {{ name: string, status: string, message: string, assertionResults: VitestTest[] }} VitestFile
 * @param {{ testResults: VitestFile[] }} json
 * @returns {Tally}
 */
function tallyVitest({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const named = (/** @type {string[]} */ ...statuses) =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: named('passed').length,
    failed: [...named('failed'), ...broken.map((file) => `${file.name.replace(root, '')}: did not load`)],
    skipped: named('skipped', 'pending', 'todo', 'disabled'),
  };
}

/**
 * @typedef {{ title: string, tests: { status: string }[] }} PlaywrightSpec
 * @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {{ suites: PlaywrightSuite[], errors: unknown[] }} json
 * @returns {Tally}
 */
function tallyPlaywright({ suites, errors }) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: errors.map(() => 'e2e: an error outside of any test'), skipped: [] };
  const walk = (/** @type {PlaywrightSuite} */ suite, /** @type {string} */ path) => {
    const name = path ? `${path} › ${suite.title}` : suite.title;
    for (const spec of suite.specs ?? []) {
      for (const { status } of spec.tests) {
        if (status === 'skipped') tally.skipped.push(`${name} › ${spec.title}`);
        else if (status === 'unexpected') tally.failed.push(`${name} › ${spec.title}`);
        else tally.passed += 1;
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, name);
  };
  for (const suite of suites) walk(suite, '');
  return tally;
}
