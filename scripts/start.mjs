// `npm start`: from a fresh clone to a running restaurant, which comes back by itself.
import { prepare } from './prepare.mjs';
import { supervise } from './supervise.mjs';

await prepare();
process.exit(await supervise('node', ['server/dist/main.js']));
