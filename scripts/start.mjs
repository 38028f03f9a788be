// `npm start`: from a fresh clone to a running restaurant.
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

await prepare();
process.exit(await run('node', ['server/src/main.ts']));
