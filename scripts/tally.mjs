// From the reports of vitest and Playwright to one count.

/** @typedef {{ passed: number, failed: string[], skipped: string[] }} Tally */

/**
 * A runner that crashed, failed without naming a test, or ran none counts as one failure.
 *
 * @param {string} runner
 * @param {number} code
 * @param {Tally | null} tally what its report tells, if there is one
 * @returns {Tally}
 */
export function settle(runner, code, tally) {
  const { passed, failed, skipped } = tally ?? { passed: 0, failed: [], skipped: [] };
  if (failed.length > 0) return { passed, failed, skipped };
  if (code !== 0) return { passed, failed: [`${runner}: the runner ended with code ${code}`], skipped };
  if (passed === 0) return { passed, failed: [`${runner}: no test ran`], skipped };
  return { passed, failed, skipped };
}

/**
 * @typedef {{ status: string, fullName: string }} VitestTest
 * @typedef {{ name: string, status: string, message: string, assertionResults: VitestTest[] }} VitestFile
 * @param {{ testResults: VitestFile[] }} json
 * @returns {Tally}
 */
export function tallyVitest({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const named = (/** @type {string[]} */ ...statuses) =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: named('passed').length,
    failed: [...named('failed'), ...broken.map((file) => `${file.name}: did not load`)],
    skipped: named('skipped', 'pending', 'todo', 'disabled'),
  };
}

/**
 * @typedef {{ title: string, tests: { status: string }[] }} PlaywrightSpec
 * @typedef {{ title: string, specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @param {{ suites: PlaywrightSuite[], errors: unknown[] }} json
 * @returns {Tally}
 */
export function tallyPlaywright({ suites, errors }) {
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
