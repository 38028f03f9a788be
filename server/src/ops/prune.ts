import type { FastifyBaseLogger } from 'fastify';
import { clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { pruneAttempts } from '../features/auth/attempt-rows.ts';
import { pruneSignIns } from '../features/auth/sign-in-rows.ts';
import { sweepPictures } from '../features/uploads/sweep-pictures.ts';
import { pruneEvents, storesToPrune } from '../live/outbox.ts';
import type { PictureStorage } from '../storage/storage.ts';
import { every } from '../waiting/every.ts';

const hour = 3_600_000;
/** Events kept for each store: many times what a resuming stream is replayed. */
const keptEvents = 10_000;
/** How long an ended sign-in can still say why it ended, in milliseconds. */
const keptSignIns = 30 * 24 * hour;

/** Clears away, every hour, what nobody can ask for any more; answers how to stop it. */
export function startPruning(database: Database, storage: PictureStorage, log: FastifyBaseLogger): () => void {
  return every(hour, async () => {
    try {
      // Each store by itself: with ten thousand of them nobody is held up for long.
      for (const { storeId, sequence } of await storesToPrune(database.read, keptEvents)) {
        await database.transaction((tx) => pruneEvents(tx, storeId, sequence));
      }
      await database.transaction((tx) => pruneSignIns(tx, clock.now() - keptSignIns));
      await database.transaction((tx) => pruneAttempts(tx, clock.now()));
    } catch (err) {
      log.error({ err }, 'old events and sign-ins could not be cleared away; trying again in an hour');
    }
    try {
      await sweepPictures(database, storage);
    } catch (err) {
      log.error({ err }, 'pictures that nothing shows could not be removed; trying again in an hour');
    }
  });
}
