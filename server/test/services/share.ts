// Starts all servers that the tests can share and are installed, tells where they are in one line of JSON, and ends them when
// its standard input ends: `{"started": {"SOBAN_TEST_REDIS": "redis://…"}, "missing": {"mariadb": "no mariadbd or mysqld found"}}`.
import type { ServerName } from '../cells.ts';
import { NotInstalled } from './programs.ts';
import type { Service } from './service.ts';
import { shareable, variableOf } from './shared.ts';

const started: Record<string, string> = {};
const missing: Partial<Record<ServerName, string>> = {};
const services: Service[] = [];

await Promise.all(
  (Object.keys(shareable) as ServerName[]).map(async (name) => {
    try {
      const service = await shareable[name]();
      services.push(service);
      started[variableOf(name)] = service.url;
    } catch (error) {
      if (!(error instanceof NotInstalled)) throw error;
      missing[name] = error.message;
    }
  }),
);
process.stdout.write(`${JSON.stringify({ started, missing })}\n`);

// Ctrl-C is for the tests; they end this by closing its input.
process.on('SIGINT', () => undefined);
process.stdin.resume();
process.stdin.once('end', () => {
  void Promise.all(services.map((service) => service.stop())).then(() => process.exit(0));
});
