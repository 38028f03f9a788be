import type { Connection, Database } from '../db/database.ts';
import { type Appended, appendEvent, type NewEvent, type OutboxEvent } from './outbox.ts';

export type Append = (event: NewEvent) => Promise<Appended>;

/** Runs the work in one transaction and, once its commit is durable, sends out the events that it appended. */
export type Transact = <Result>(work: (tx: Connection, append: Append) => Promise<Result>) => Promise<Result>;

export function relayedTransactions(database: Database, send: (events: readonly OutboxEvent[]) => void): Transact {
  return async (work) => {
    const [result, events] = await database.transaction(async (tx) => {
      const appended: OutboxEvent[] = [];
      const answer = await work(tx, async (event) => {
        const stored = await appendEvent(tx, event);
        appended.push(stored.event);
        return stored;
      });
      return [answer, appended] as const;
    });
    send(events);
    return result;
  };
}
