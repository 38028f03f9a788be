// `npm run bench -- …`: the load scenarios, against the built apps as guests get them.
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

await prepare();
process.exit(await run('node', ['bench/src/main.ts', ...process.argv.slice(2)]));
