import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { StoreEvents } from '@soban/contract/events';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from './config/config.ts';
import { type Database, DatabaseUnavailable } from './db/database.ts';
import { openDatabase } from './db/dialects/open-database.ts';
import { AttemptCounts } from './features/auth/attempt-counts.ts';
import { PasswordChecks } from './features/auth/password-checks.ts';
import { authRoutes } from './features/auth/routes.ts';
import { SignIns } from './features/auth/sign-ins.ts';
import { tokensFrom } from './features/auth/tokens.ts';
import { boardRoutes } from './features/board/routes.ts';
import { callRoutes } from './features/calls/routes.ts';
import { menuRoutes, menuShortcut } from './features/menu/routes.ts';
import { StoreCache } from './features/menu/store-cache.ts';
import { orderRoutes } from './features/orders/routes.ts';
import { storeRoutes } from './features/store/routes.ts';
import { streamRoutes } from './features/streams/routes.ts';
import { tableRoutes } from './features/tables/routes.ts';
import { PictureRenderer } from './features/uploads/picture-renderer.ts';
import { uploadRoutes } from './features/uploads/routes.ts';
import { visitRoutes } from './features/visits/routes.ts';
import { authentication } from './http/authenticate.ts';
import { serveOpenApi } from './http/openapi.ts';
import { servePages } from './http/pages.ts';
import { RateLimit } from './http/rate-limit.ts';
import { servingWith } from './http/serve.ts';
import { createServer } from './http/server.ts';
import { Hub } from './live/hub.ts';
import type { OutboxEvent } from './live/outbox.ts';
import { relayedTransactions } from './live/relay.ts';
import { feedFor, namespaceOf, transportFor } from './live/transports/open-transport.ts';
import { healthRoutes } from './ops/health-routes.ts';
import { startPruning } from './ops/prune.ts';
import { openStorage } from './storage/open-storage.ts';

const webFolder = join(import.meta.dirname, '../../web');
const demoPictures = join(import.meta.dirname, '../demo/pictures');
/** Bytes that may wait for one slow stream. */
const maxBuffered = 256 * 1024;

export interface App {
  database: Database;
  /**
   * Waits for the database however long it is away, brings its schema up to date, does what else has to be there first, and
   * lets work in. Rejects where the schema is not one that this version knows.
   */
  open(prepare?: () => Promise<void>): Promise<void>;
  /** Listens and answers with the port. */
  listen(): Promise<number>;
  /** Refuses new work, answers what is under way, sends the streams away, and closes the database. */
  stop(): Promise<void>;
}

/** Builds the engines that the configuration names, or takes a database opened otherwise, and hands them to the features. */
export async function createApp(config: Config, log: FastifyBaseLogger, opened?: Database): Promise<App> {
  const database = opened ?? (await openDatabase(config.database, log));
  const db = database.read;
  const transport = await transportFor(config, log);
  const feed = await feedFor(config, database, log);
  const hub = new Hub({
    db,
    transport,
    onError: (err) => log.error({ err }, 'events could not be read; trying again'),
  });
  const transact = relayedTransactions(database, (events) => {
    transport.publish(events);
    feed?.nudge(events);
    signIns.visitsEnded(visitsEndedBy(events));
  });
  const storage = await openStorage(config.pictures);
  const picturesUrl = config.pictures.publicUrl;
  const shared = await sharedMemoryFor(config, log);
  const stores = new StoreCache({ database, ttl: config.cacheTtl, picturesUrl, transport, shared });
  const passwords = new PasswordChecks(database, config.bcryptCost);
  const tokens = await tokensFrom(config.tokens, config.dataFolder);
  const signIns = new SignIns({
    database,
    tokens,
    hub,
    transport,
    lifetime: config.signInLifetime,
  });
  const cannotRecheck = (err: unknown) => log.error({ err }, 'sign-ins could not be rechecked; trying again');
  transport.subscribe({
    event: (event) => hub.hear(event),
    reached: (storeId, sequence) => hub.reached(storeId, sequence),
    notice: (notice) => {
      if (notice.kind === 'store_changed') stores.heardOf(notice.storeId, notice.version);
      else if (notice.kind === 'visits_ended') signIns.heardVisitsEnded(notice.visitIds);
      else signIns.heardOver(notice.signInIds);
    },
    missedNotices: () => {
      stores.missedNotices();
      signIns.missedNotices().catch(cannotRecheck);
    },
  });
  const rateLimit = new RateLimit(config.rateLimitPerMinute, shared);
  const servingOn = servingWith(authentication(signIns, config.corsOrigins));

  let closedBecause: string | undefined = 'The server is starting: it is waiting for its database.';
  const server = await createServer({
    ...config,
    log,
    verifier: signIns,
    rateLimit,
    shortcut: menuShortcut(stores),
    closedBecause: () => closedBecause,
  });
  await serveOpenApi(server);
  const serve = servingOn(server);
  healthRoutes(serve, database, () => closedBecause);
  authRoutes(serve, {
    db,
    database,
    passwords,
    signIns,
    joins: new AttemptCounts(database),
    publicKeys: tokens.publicKeys,
  });
  menuRoutes(serve, { transact, stores, picturesUrl });
  await uploadRoutes(server, servingOn, {
    database,
    storage,
    renderer: new PictureRenderer(),
    publicUrl: picturesUrl,
    maxFileSize: config.maxFileSize,
  });
  orderRoutes(serve, { database, transact, stores, orderNumber: config.orderNumber });
  tableRoutes(serve, { database, transact, passwords, signIns, publicUrl: config.publicUrl });
  visitRoutes(serve, { database, transact });
  callRoutes(serve, { database, transact });
  boardRoutes(serve, { database });
  storeRoutes(serve, { database, transact, stores });
  streamRoutes(serve, {
    hub,
    limits: { maxBuffered, stallTimeout: config.stallTimeout },
    heartbeat: config.heartbeat,
  });
  servePages(server, {
    guest: join(webFolder, 'guest/dist'),
    admin: join(webFolder, 'admin/dist'),
    demoPictures,
    storage,
    picturesUrl,
  });
  const stopped = new AbortController();
  const jobs: (() => void)[] = [];

  return {
    database,
    open: async (prepare) => {
      storage.check().catch((err: unknown) => log.warn({ err }, 'pictures can be neither kept nor shown yet'));
      await onceThere(log, stopped.signal, async () => {
        await database.migrate();
        await prepare?.();
      });
      await shared?.settled;
      if (stopped.signal.aborted) return;
      jobs.push(startPruning(database, storage, log), signIns.startRechecks(cannotRecheck), rateLimit.startSharing());
      feed?.start();
      closedBecause = undefined;
    },
    listen: async () => {
      await server.listen({ port: config.port, host: config.host });
      const address = server.server.address();
      return typeof address === 'object' && address !== null ? address.port : config.port;
    },
    stop: async () => {
      closedBecause = 'The server is restarting.';
      stopped.abort();
      for (const stopJob of jobs) stopJob();
      passwords.sendAwayWhoWaits();
      const closed = server.connections.drain(server.server, server.close());
      hub.stop();
      await closed;
      await Promise.all([transport.close(), feed?.stop(), passwords.end()]);
      shared?.close();
      await database.close();
    },
  };
}

/** The visits that these events have ended. */
function visitsEndedBy(events: readonly OutboxEvent[]): string[] {
  const ends = events.filter(({ type }) => type === 'session_ended');
  return ends.map(({ data }) => (JSON.parse(data) as StoreEvents['session_ended']).id);
}

/** What instances remember together, where there is a Redis for it. */
async function sharedMemoryFor({ redisUrl: url, database }: Config, log: FastifyBaseLogger) {
  if (url === undefined) return undefined;
  const { SharedMemory } = await import('./cache/shared-memory.ts');
  return new SharedMemory({ url, namespace: namespaceOf(database), log });
}

/** Does the work as soon as the database can be reached. */
async function onceThere(log: FastifyBaseLogger, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      await work();
      return;
    } catch (err) {
      if (!(err instanceof DatabaseUnavailable)) throw err;
      if (attempt % 10 === 0) log.warn({ err }, 'waiting for the database: it cannot be reached yet');
    }
    await delay(1000, undefined, { signal }).catch(() => undefined);
  }
}
