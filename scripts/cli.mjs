// `npm run cli -- …`: the operator's commands.
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

await prepare({ build: false });
process.exit(await run('node', ['server/src/cli.ts', ...process.argv.slice(2)]));
