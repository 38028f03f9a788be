import { writeSync } from 'node:fs';
import { createLog } from '../../src/log/log.ts';

/*
 * A program that logs more than anybody takes. It says on standard error that it goes on, logs another line for each that it is
 * told, and ends with its input.
 */

const count = Number(process.argv[2]);
const log = createLog('info');
for (let n = 1; n <= count; n += 1) log.info({ n }, 'one line of a flood');

process.stdin.on('data', (text: Buffer) => {
  log.info({ told: text.toString().trim() }, 'a line of its own');
  writeSync(2, 'alive\n');
});
process.stdin.on('end', () => log.flush(() => process.exit()));
