// Starts all servers that the tests can share and that are installed, says in one line of JSON where they are, what is
// missing, and which cells there are to run; ends them when its standard input ends.
import { cells, isForCiAlone, leftOut, nameOf, pictureCell, type ServerName, serversOf } from '../cells.ts';
import { NotInstalled } from './programs.ts';
import type { Service } from './service.ts';
import { shareable, variableOf } from './shared.ts';

const names = Object.keys(shareable) as ServerName[];
const services: Service[] = [];
const started: Record<string, string> = {};
const missing: Partial<Record<ServerName, string>> = {};

async function share(name: ServerName): Promise<void> {
  try {
    const service = await shareable[name]();
    services.push(service);
    started[variableOf(name)] = service.url;
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error;
    missing[name] = error.message;
  }
}

await Promise.all(names.map(share));
const described = [
  ...cells.map((cell) => ({ cell, files: 'server/test' })),
  { cell: pictureCell, files: 'server/test/uploads' },
].map(({ cell, files }) => ({
  name: nameOf(cell),
  files,
  servers: serversOf(cell),
  leftOut: leftOut(cell),
  forCiAlone: isForCiAlone(cell),
}));
process.stdout.write(`${JSON.stringify({ started, missing, cells: described })}\n`);

// Ctrl-C and its like are for the tests; when those are over, the input ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.resume();
process.stdin.once('end', () => {
  void Promise.all(services.map((service) => service.stop())).then(() => process.exit(0));
});
