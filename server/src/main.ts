import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { type Config, readConfig } from './config/config.ts';
import { ConfigError, environment } from './config/environment.ts';
import { DatabaseDamaged } from './db/database.ts';
import { SchemaTooNew } from './db/migrate.ts';
import { checkDemoStore } from './demo/demo-in-production.ts';
import { type DemoPasswords, prepareDemoStore } from './demo/demo-store.ts';
import { bcryptPasswords } from './features/auth/passwords.ts';
import { LineOutput } from './log/line-output.ts';
import { createLog, readableLines } from './log/log.ts';
import { banner } from './start/banner.ts';
import { closeFiles, requireFolders, warningsOf } from './start/start-up.ts';

/** Milliseconds after which a stop no longer waits for anybody. */
const patience = 9000;
const projectFolder = resolve(import.meta.dirname, '../..');

async function main(): Promise<void> {
  const config = readConfig(environment(projectFolder), projectFolder);
  requireFolders(config);
  const output = new LineOutput();
  const log = createLog(config.logLevel, config.production ? { output } : { output, format: await readableLines() });
  for (const warning of [...warningsOf(config), ...closeFiles(config)]) log.warn(warning);
  const app = await createApp(config, log);
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A signal to the whole process group arrives more than once; the first alone counts.
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'closing: answering what is under way');
    setTimeout(() => {
      log.error('not everybody was done in time');
      log.flush(() => process.exit(1));
    }, patience).unref();
    void app
      .stop()
      .then(
        () => log.info('closed'),
        (err: unknown) => {
          log.error({ err }, 'closed with an error');
          process.exitCode = 1;
        },
      )
      // A reader of the log that has stopped must not keep the process from ending.
      .then(() => log.flush(() => process.exit()));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const port = await app.listen();
  let demo: DemoPasswords | undefined;
  await app.open(async () => {
    const deps = { database: app.database, folder: config.dataFolder, password: config.demoPassword };
    if (config.production) {
      const warning = await checkDemoStore(deps);
      if (warning !== undefined) log.warn(warning);
    } else demo = await prepareDemoStore({ ...deps, passwords: bcryptPasswords(config.bcryptCost) });
  });
  outliveErrors(log);
  if (stopping) return;
  if (!config.production) output.write(await banner(port, demo));
  log.info({ port }, 'open');
  // To whoever restarts it after a crash; nothing where there is no such parent.
  process.send?.('ready', undefined, undefined, () => undefined);
}

/** From now on an error that nobody has caught is told of and ends nothing: everybody else is still served. */
function outliveErrors(log: Logger): void {
  process.off('uncaughtException', giveUp);
  process.on('uncaughtException', (err, origin) => {
    log.fatal({ err, origin }, 'an error that nobody has caught; the server goes on');
  });
}

function giveUp(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

const foreseen = [ConfigError, SchemaTooNew, DatabaseDamaged];

/** One clear line a fault, naming what to change; anything unforeseen keeps its stack. */
function explain(error: unknown): string {
  if (foreseen.some((kind) => error instanceof kind)) return (error as Error).message;
  const { code, port, cause } = error as NodeJS.ErrnoException & { port?: Config['port'] };
  if (code === 'EADDRINUSE') return `PORT: port ${port} is in use by another program; set PORT to a free one`;
  if (code === 'EACCES') return `PORT: port ${port} may not be used by this user; set PORT to one above 1023`;
  if (code?.startsWith('SQLITE_')) return `DATABASE_URL: the database cannot be used: ${(error as Error).message}`;
  const stack = error instanceof Error ? error.stack : String(error);
  return cause instanceof Error ? `${stack}\n${cause.stack}` : String(stack);
}

// What is made is nobody else's to read.
process.umask(0o077);
process.on('uncaughtException', giveUp);
try {
  await main();
} catch (error) {
  giveUp(error);
}
