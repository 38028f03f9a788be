import { expect, test } from 'vitest';
import { settle, tallyPlaywright, tallyVitest } from './tally.mjs';

test('vitest: every test is counted once, by how it ended', () => {
  const tests = ['passed', 'passed', 'failed', 'skipped', 'todo'].map((status, n) => ({
    status,
    fullName: `test ${n}`,
  }));
  const file = { name: 'a.test.ts', status: 'failed', message: '', assertionResults: tests };
  expect(tallyVitest({ testResults: [file] })).toEqual({
    passed: 2,
    names: ['test 0', 'test 1'],
    failed: ['test 2'],
    skipped: ['test 3', 'test 4'],
    notRun: [],
  });
});

test('vitest: what needs a program that is not installed is not run, and no failure', () => {
  const failureMessages = ['NotInstalled: no redis-server found\n    at needProgram'];
  const tests = [{ status: 'failed', fullName: 'test 1', failureMessages }];
  const file = { name: 'a.test.ts', status: 'failed', message: '', assertionResults: tests };
  const whole = { ...file, name: 'b.test.ts', message: 'NotInstalled: no mariadbd found', assertionResults: [] };
  const tally = tallyVitest({ testResults: [file, whole] });
  expect(tally.failed).toEqual([]);
  expect(tally.notRun).toEqual(['test 1: no redis-server found', 'b.test.ts: did not load: no mariadbd found']);
  expect(settle('integration', 1, tally)).toEqual(tally);
});

test('vitest: a file that does not load is a failure', () => {
  const file = { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] };
  expect(tallyVitest({ testResults: [file] }).failed).toEqual(['a.test.ts: did not load']);
});

test('Playwright: tests are found at every depth, and errors outside of them are failures', () => {
  const spec = (/** @type {string} */ title, /** @type {string} */ status) => ({ title, tests: [{ status }] });
  const inner = { title: 'cart', specs: [spec('merges', 'unexpected'), spec('clears', 'skipped')] };
  const report = {
    suites: [{ title: 'a.test.ts', specs: [spec('orders', 'expected')], suites: [inner] }],
    errors: [{}],
  };
  expect(tallyPlaywright(report)).toEqual({
    passed: 1,
    failed: ['e2e: an error outside of any test', 'a.test.ts › cart › merges'],
    skipped: ['a.test.ts › cart › clears'],
    notRun: [],
  });
});

test('a runner that crashes, leaves no report or runs nothing never passes', () => {
  const good = { passed: 3, failed: [], skipped: [], notRun: [] };
  expect(settle('unit', 0, good)).toEqual(good);
  expect(settle('unit', 1, good).failed).toHaveLength(1);
  expect(settle('unit', 137, null).failed).toHaveLength(1);
  expect(settle('unit', 0, { passed: 0, failed: [], skipped: [], notRun: [] }).failed).toHaveLength(1);
  expect(settle('unit', 1, { passed: 3, failed: ['one'], skipped: [], notRun: [] }).failed).toEqual(['one']);
});
