// `npm run cli -- …`: the operator's commands.
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

await prepare({ build: ['server'] });
process.exit(await run('node', ['--enable-source-maps', 'server/dist/cli.js', ...process.argv.slice(2)]));
