// From the reports of vitest and Playwright to one count.

/**
 * `notRun` are those that this machine has not the programs for, each with what is missing; `leftForCi` are the cells that only CI
 * runs; `names` are of those that passed.
 *
 * @typedef {{ passed: number, failed: string[], skipped: string[], notRun: string[], leftForCi?: string[], names?: string[] }} Tally
 */

/**
 * A runner that crashed, failed without naming a test, or ran none counts as one failure.
 *
 * @param {string} runner
 * @param {number} code
 * @param {Tally | null} tally what its report tells, if there is one
 * @returns {Tally}
 */
export function settle(runner, code, tally) {
  const counted = tally ?? { passed: 0, failed: [], skipped: [], notRun: [] };
  const fault = (/** @type {string} */ text) => ({ ...counted, failed: [`${runner}: ${text}`] });
  if (counted.failed.length > 0 || counted.notRun.length > 0) return counted;
  if (code !== 0) return fault(`the runner ended with code ${code}`);
  return counted.passed === 0 ? fault('no test ran') : counted;
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] | null }} VitestTest
 * @typedef {{ name: string, status: string, message: string, assertionResults: VitestTest[] }} VitestFile
 * @param {{ testResults: VitestFile[] }} json
 * @returns {Tally}
 */
export function tallyVitest({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const named = (/** @type {string[]} */ ...statuses) =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
  const failures = tests
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => ({ name: fullName, message: failureMessages?.join('\n') ?? '' }));
  const broken = testResults
    .filter((file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'))
    .map((file) => ({ name: `${file.name}: did not load`, message: file.message }));
  const all = [...failures, ...broken].map(({ name, message }) => ({ name, missing: missingProgram(message) }));
  return {
    passed: named('passed').length,
    names: named('passed'),
    failed: all.filter(({ missing }) => missing === undefined).map(({ name }) => name),
    skipped: named('skipped', 'pending', 'todo', 'disabled'),
    notRun: all.flatMap(({ name, missing }) => (missing === undefined ? [] : [`${name}: ${missing}`])),
  };
}

/**
 * What a test says that starts a server which is not installed.
 *
 * @param {string} message
 */
function missingProgram(message) {
  return /NotInstalled: (.+)/.exec(message)?.[1];
}

/**
 * @typedef {{ title: string, tests: { status: string }[] }} PlaywrightSpec
 * @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {{ suites: PlaywrightSuite[], errors: unknown[] }} json
 * @returns {Tally}
 */
export function tallyPlaywright({ suites, errors }) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: errors.map(() => 'e2e: an error outside of any test'), skipped: [], notRun: [] };
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
