// `npm run verify`: types, lint, format, import rules, dead code and unit tests, in seconds and without services.
import { runChecks } from './checks.mjs';
import { prepare } from './prepare.mjs';
import { say } from './run.mjs';
import { runVitest } from './runners.mjs';

await prepare({ build: [] });
const checks = await runChecks();
const unit = await runVitest('unit');
const failed = [...checks.failed, ...unit.failed];
for (const name of failed) say(`✗ ${name}`);
say(`${checks.passed + unit.passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
