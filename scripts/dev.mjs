// `npm run dev`: the API on 8000, the guest app on 3000 and the admin app on 3001, all reloading as sources change.
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { root, run } from './run.mjs';

const colours = { api: 36, guest: 32, admin: 35 };
const vite = (/** @type {string} */ app, /** @type {number} */ port) => ({
  args: ['node_modules/vite/bin/vite.js', '--port', String(port), '--strictPort'],
  cwd: join(root, 'web', app),
});
const programs = {
  api: { args: ['--watch', '--watch-preserve-output', 'server/src/main.ts'], cwd: root },
  guest: vite('guest', 3000),
  admin: vite('admin', 3001),
};

/** @param {keyof typeof programs} name */
function prefixed(name) {
  const prefix = process.stdout.isTTY ? `\u001b[${colours[name]}m${name.padEnd(6)}\u001b[0m` : name.padEnd(6);
  let rest = '';
  return (/** @type {string} */ text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) process.stdout.write(`${prefix} ${line}\n`);
  };
}

await prepare({ build: [] });
let endedByHand = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (endedByHand = true));
const end = new AbortController();
const names = /** @type {(keyof typeof programs)[]} */ (Object.keys(programs));
const running = names.map((name) => {
  const { args, cwd } = programs[name];
  return run('node', args, { cwd, signal: end.signal, onOutput: prefixed(name) });
});
// They are of use only together: when one ends, so do the others.
const code = await Promise.race(running);
end.abort();
await Promise.all(running);
process.exit(endedByHand ? 0 : code);
