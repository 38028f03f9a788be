import type { StoreEvents } from '@soban/contract/events';
import type { StoreEventType } from '@soban/contract/vocabulary';
import Type from 'typebox';
import { clock } from '../clock.ts';
import type { Connection } from '../db/database.ts';
import { type Params, preparedChange, preparedInsert } from '../db/prepared.ts';
import { notFound } from '../refusal.ts';

export const Sequence = Type.Integer({ maximum: Number.MAX_SAFE_INTEGER });

/**
 * One event of a store, as stored and as sent: `data` is one JSON object on one line, and it belongs to the table's stream or,
 * where there is none, to every stream of the store; where it is `staffOnly`, to the whole store's alone. Its type may be one that only a later version knows.
 */
export const OutboxEvent = Type.Object({
  storeId: Type.String(),
  sequence: Sequence,
  type: Type.String(),
  tableId: Type.Union([Type.String(), Type.Null()]),
  data: Type.String(),
});
export type OutboxEvent = Type.Static<typeof OutboxEvent>;

/** In the place of a table, the stream of none: only whoever hears the whole store hears it. */
export const staffOnly = 'staff';

/** An event about to happen. Its data may come serialised where the caller needed the JSON anyway. */
export type NewEvent = {
  [Type in StoreEventType]: { storeId: string; type: Type; tableId: string | null; data: StoreEvents[Type] | string };
}[StoreEventType];

const takeSequence = preparedChange(
  (db, param: Params<{ storeId: string }>) =>
    db
      .updateTable('stores')
      .set((eb) => ({ event_sequence: eb('event_sequence', '+', 1) }))
      .where('id', '=', param('storeId')),
  (db, param) => db.selectFrom('stores').select(['event_sequence', 'version']).where('id', '=', param('storeId')),
);

const insertEvents = preparedInsert('events');

export interface Appended {
  event: OutboxEvent;
  /** The store's version at this point of its sequence: it cannot change before the commit. */
  version: number;
}

/**
 * Writes the event inside the caller's transaction under the next number of its store. The counter row stays locked until
 * the commit, so the numbers of what commits have no gaps and no duplicates.
 */
export async function appendEvent(tx: Connection, { storeId, type, tableId, data }: NewEvent): Promise<Appended> {
  const store = await takeSequence(tx, { storeId });
  if (!store) throw notFound('store');
  const sequence = Number(store.event_sequence);
  const event = { storeId, sequence, type, tableId, data: typeof data === 'string' ? data : JSON.stringify(data) };
  await insertEvents(tx, [
    { store_id: storeId, sequence, type, table_id: tableId, data: event.data, created_at: clock.now() },
  ]);
  return { event, version: Number(store.version) };
}

/** The number of the store's newest event, 0 before the first. */
export async function lastSequence(db: Connection, storeId: string): Promise<number> {
  const row = await db.selectFrom('stores').select('event_sequence').where('id', '=', storeId).executeTakeFirst();
  return Number(row?.event_sequence ?? 0);
}

/** The stores of these that have events after the one named with them, and the number of their newest. */
export async function storesAhead(db: Connection, known: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('stores')
    .select(['id', 'event_sequence'])
    .where('id', 'in', [...known.keys()])
    .execute();
  const newest = rows.map((row) => [row.id, Number(row.event_sequence)] as const);
  return new Map(newest.filter(([storeId, sequence]) => sequence > (known.get(storeId) ?? 0)));
}

/** The store's events after `sequence`, oldest first, at most `limit`. */
export async function eventsAfter(
  db: Connection,
  storeId: string,
  sequence: number,
  limit: number,
): Promise<OutboxEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select(['sequence', 'type', 'table_id', 'data'])
    .where('store_id', '=', storeId)
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map((row) => eventOf(storeId, row));
}

export interface Span {
  after: number;
  upTo: number;
  /** Leaves out what concerns other tables alone, and always has the first event of the span; null: everything. */
  tableId: string | null;
  limit: number;
}

/** What the store's events of this span are, oldest first, and how many bytes their data has. */
export async function eventSizes(db: Connection, storeId: string, { after, upTo, tableId, limit }: Span) {
  let query = db
    .selectFrom('events')
    .select((eb) => ['sequence', 'type', 'table_id', eb.fn<number>('octet_length', ['data']).as('bytes')])
    .where('store_id', '=', storeId)
    .where('sequence', '>', after)
    .where('sequence', '<=', upTo)
    .orderBy('sequence')
    .limit(limit);
  if (tableId !== null) {
    query = query.where((eb) =>
      eb.or([eb('table_id', 'is', null), eb('table_id', '=', tableId), eb('sequence', '=', after + 1)]),
    );
  }
  const rows = await query.execute();
  return rows.map((row) => ({
    sequence: Number(row.sequence),
    type: row.type,
    tableId: row.table_id,
    bytes: Number(row.bytes),
  }));
}

/** Some events that follow each other on a stream. */
export interface Page {
  after: number;
  upTo: number;
  count: number;
  bytes: number;
  /** Whose they are; null: the whole store's. */
  tableId: string | null;
  /** Where the table's own begin. */
  partySince: number;
}

/** The events of the page, oldest first. */
export async function eventsOfPage(db: Connection, storeId: string, page: Page): Promise<OutboxEvent[]> {
  const { after, upTo, tableId, partySince } = page;
  let query = db
    .selectFrom('events')
    .select(['sequence', 'type', 'table_id', 'data'])
    .where('store_id', '=', storeId)
    .where('sequence', '>', after)
    .where('sequence', '<=', upTo)
    .orderBy('sequence');
  if (tableId !== null) {
    query = query.where((eb) =>
      eb.or([eb('table_id', 'is', null), eb.and([eb('table_id', '=', tableId), eb('sequence', '>=', partySince)])]),
    );
  }
  return (await query.execute()).map((row) => eventOf(storeId, row));
}

function eventOf(
  storeId: string,
  row: { sequence: number; type: string; table_id: string | null; data: string },
): OutboxEvent {
  return {
    storeId,
    sequence: Number(row.sequence),
    type: row.type,
    tableId: row.table_id,
    data: row.data,
  };
}

/** The stores that have had more than `keep` events, each with the newest that is older than those. */
export async function storesToPrune(db: Connection, keep: number): Promise<{ storeId: string; sequence: number }[]> {
  const stores = await db
    .selectFrom('stores')
    .select(['id', 'event_sequence'])
    .where('event_sequence', '>', keep)
    .execute();
  return stores.map(({ id, event_sequence }) => ({ storeId: id, sequence: Number(event_sequence) - keep }));
}

/** Forgets the store's events up to this one; a stream that would resume before them gets a `resync`. */
export async function pruneEvents(tx: Connection, storeId: string, sequence: number): Promise<void> {
  await tx.deleteFrom('events').where('store_id', '=', storeId).where('sequence', '<=', sequence).execute();
}
