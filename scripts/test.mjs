// `npm test`: everything there is to check, closing with its count. `npm test -- --only static|unit|integration|e2e` narrows it.
import { parseArgs } from 'node:util';
import { runChecks } from './checks.mjs';
import { prepare } from './prepare.mjs';
import { fail, say } from './run.mjs';
import { runPlaywright, runVitest } from './runners.mjs';

const parts = {
  static: async () => ({ ...(await runChecks()), skipped: [] }),
  unit: () => runVitest('unit'),
  integration: () => runVitest('integration'),
  e2e: runPlaywright,
};
const all = /** @type {(keyof typeof parts)[]} */ (Object.keys(parts));

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
const wanted = all.filter((part) => values.only?.includes(part) ?? true);
if (wanted.length === 0) fail(`--only takes one of ${all.join(', ')}.`);

await prepare({ build: wanted.includes('integration') || wanted.includes('e2e') });
let passed = 0;
const failed = [];
const skipped = [];
for (const part of wanted) {
  say(`\n── ${part}`);
  const tally = await parts[part]();
  passed += tally.passed;
  failed.push(...tally.failed);
  skipped.push(...tally.skipped);
}

say('');
for (const name of skipped) say(`↷ skipped: ${name}`);
for (const name of failed) say(`✗ failed: ${name}`);
say(`${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exit(failed.length === 0 ? 0 : 1);
