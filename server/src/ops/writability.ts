import { type Database, DatabaseUnavailable } from '../db/database.ts';
import { inTime } from '../waiting/in-time.ts';

/** Milliseconds that an answer counts, however often it is asked for, and that asking may take. */
const validFor = 1000;
const patience = 3000;

/** Settles where something could be written just now, and rejects where it could not. All who ask meanwhile share one try. */
export function writability(database: Pick<Database, 'tryWriting'>): () => Promise<void> {
  let answer: Promise<void> | undefined;
  let validUntil = Number.POSITIVE_INFINITY;
  return () => {
    if (answer === undefined || performance.now() > validUntil) {
      validUntil = Number.POSITIVE_INFINITY;
      // One that hangs is not followed by more of its kind: its failure counts until it has come to its end.
      const tried = database.tryWriting().finally(() => {
        validUntil = performance.now() + validFor;
      });
      answer = inTime(tried, patience, () => new DatabaseUnavailable('nothing could be written in time'));
    }
    return answer;
  };
}
