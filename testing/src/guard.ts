// Ends the servers that tests started, and removes their folders, when the tests' own process is gone: by its end, by
// Ctrl-C, by a crash. It learns of them on its standard input, one a line: "+ pid", "- pid" once it has ended, "/ folder".
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { killFamily } from './processes.ts';

const pids = new Set<number>();
const folders = new Set<string>();

for await (const line of createInterface({ input: process.stdin })) {
  const [kind, value] = [line.slice(0, 1), line.slice(2)];
  if (kind === '+') pids.add(Number(value));
  else if (kind === '-') pids.delete(Number(value));
  else folders.add(value);
}
for (const pid of pids) killFamily(pid);
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
