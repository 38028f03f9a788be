import Type from 'typebox';
import { StaffCall } from './calls.ts';
import { Order } from './orders.ts';
import { Store } from './store.ts';
import { OpenSession, OrderSession, Place, SessionEnd, Table } from './tables.ts';
import type { StoreEventType } from './vocabulary.ts';
import { Id } from './wire.ts';

/**
 * An order as it is after the event, with its session's new totals, so that no screen has to add up for itself. With `movedTo` it
 * has just left this session and table for another one.
 */
export const OrderEvent = Type.Object({
  ...Order.properties,
  session: OrderSession,
  movedTo: Type.Optional(Place),
});
export type OrderEvent = Type.Static<typeof OrderEvent>;

/** Somebody of the staff has looked at these new orders: nobody else need be called to them. */
export const OrdersSeen = Type.Object({ orderIds: Type.Array(Id) });
export type OrdersSeen = Type.Static<typeof OrdersSeen>;

/** The menu changed: load it again. `itemIds` says which items, for whoever holds one open. */
export const MenuEvent = Type.Object({
  version: Type.Integer(),
  itemIds: Type.Array(Id),
});
export type MenuEvent = Type.Static<typeof MenuEvent>;

/** Everything the store's stream carries, by the type in its `event:` line; each has the next number of the store's sequence. */
export const storeEvents = {
  order_created: OrderEvent,
  order_updated: OrderEvent,
  order_deleted: OrderEvent,
  orders_seen: OrdersSeen,
  session_started: OpenSession,
  session_updated: OpenSession,
  session_ended: SessionEnd,
  menu_updated: MenuEvent,
  call_created: StaffCall,
  call_acknowledged: StaffCall,
  table_updated: Table,
  store_updated: Store,
} as const satisfies Record<StoreEventType, Type.TSchema>;

export type StoreEvents = {
  [K in StoreEventType]: Type.Static<(typeof storeEvents)[K]>;
};

/** One event as a client sees it. */
export type StoreEvent = {
  [K in StoreEventType]: { id: string; type: K; data: StoreEvents[K] };
}[StoreEventType];

/** Sent instead of a replay that is not possible: reload the snapshot, then go on from `lastEventId`. */
export const Resync = Type.Object({ lastEventId: Type.String() });
export type Resync = Type.Static<typeof Resync>;

/** `heartbeat`: seconds between comment lines on this stream, for a client that wants to notice silence sooner than the default. */
export const StreamQuery = Type.Object({
  lastEventId: Type.Optional(Type.String({ maxLength: 40 })),
  heartbeat: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
});
export type StreamQuery = Type.Static<typeof StreamQuery>;

export const StreamHeaders = Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 40 })) });

/** What a stream answers, without an end: `StreamedEvent`s, each written as its three lines. */
export const EventStream = Type.Unsafe<never>({ type: 'string' });

/** One event as its lines on a stream are: `id:`, `event:`, and `data:` with one JSON object. */
export type StreamedEvent =
  | { [K in StoreEventType]: { id: string; event: K; data: StoreEvents[K] } }[StoreEventType]
  | { id: string; event: 'resync'; data: Resync };

export const StreamedEvent = Type.Unsafe<StreamedEvent>(
  Type.Union(
    Object.entries({ ...storeEvents, resync: Resync }).map(([event, data]) =>
      Type.Object({ id: Type.String(), event: Type.Literal(event), data }),
    ),
  ),
);
