// `npm test`: everything there is to check, closing with its count. `npm test -- --only static|unit|integration|e2e` narrows it,
// and `--cell postgres·redis` the integration tests to those combinations of engines.
import { parseArgs } from 'node:util';
import { runChecks } from './checks.mjs';
import { runIntegration } from './integration.mjs';
import { prepare } from './prepare.mjs';
import { fail, say } from './run.mjs';
import { runPlaywright, runVitest } from './runners.mjs';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, cell: { type: 'string', multiple: true } },
});

let interrupted = false;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    interrupted = true;
  });
}

const parts = {
  static: async () => ({ ...(await runChecks()), skipped: [], notRun: [] }),
  unit: () => runVitest('unit'),
  integration: () => runIntegration(values.cell ?? [], () => interrupted),
  e2e: runPlaywright,
};
const all = /** @type {(keyof typeof parts)[]} */ (Object.keys(parts));

const only = values.only ?? (values.cell ? ['integration'] : all);
const wanted = all.filter((part) => only.includes(part));
if (wanted.length === 0) fail(`--only takes one of ${all.join(', ')}.`);

await prepare(wanted.includes('integration') || wanted.includes('e2e') ? {} : { build: [] });
let passed = 0;
const failed = [];
const skipped = [];
const notRun = [];
const leftForCi = [];
for (const part of wanted) {
  if (interrupted) break;
  say(`\n── ${part}`);
  /** @type {import('./tally.mjs').Tally} */
  const tally = await parts[part]();
  passed += tally.passed;
  failed.push(...tally.failed);
  skipped.push(...tally.skipped);
  notRun.push(...tally.notRun);
  leftForCi.push(...(tally.leftForCi ?? []));
}

say('');
if (interrupted) failed.push('interrupted before the end');
for (const name of skipped) say(`↷ skipped: ${name}`);
for (const name of notRun) say(`↷ not run: ${name}`);
for (const name of leftForCi) say(`↷ left for CI: ${name}`);
// A machine that is there to test everything has to have everything.
if (process.env['CI'] === 'true') failed.push(...notRun.map((name) => `not run: ${name}`));
for (const name of failed) say(`✗ failed: ${name}`);
if (skipped.length + notRun.length > 0) say(`${skipped.length} skipped, ${notRun.length} not run`);
say(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
