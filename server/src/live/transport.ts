import Type from 'typebox';
import type { OutboxEvent } from './outbox.ts';

/** What every instance has to know at once, though it is no event of a store's stream. */
export const Notice = Type.Union([
  /** The store's settings and menu stand at this version now. */
  Type.Object({ kind: Type.Literal('store_changed'), storeId: Type.String(), version: Type.Integer() }),
  /** These sign-ins are over. */
  Type.Object({ kind: Type.Literal('sign_ins_ended'), signInIds: Type.Array(Type.String()) }),
  /** These visits are over, and so are their phones' sign-ins. */
  Type.Object({ kind: Type.Literal('visits_ended'), visitIds: Type.Array(Type.String()) }),
]);
export type Notice = Type.Static<typeof Notice>;

export interface TransportListener {
  /** A committed event, of this instance or another. */
  event(event: OutboxEvent): void;
  /** The store has got as far as this event, whose text did not come along. */
  reached(storeId: string, sequence: number): void;
  /** From another instance. It may come twice, or late. */
  notice(notice: Notice): void;
  /** Notices may have been missed until now: what was believed for want of one has to be looked up again. */
  missedNotices(): void;
}

/**
 * Carries committed events and notices to every instance. It may lose, double, delay and reorder them: the hub puts events in
 * order by their sequence, reads from the outbox what is missing, and looks there once a second for what nobody told it.
 * Nothing here throws, and nobody waits for it: what the engine behind it does is no concern of an order.
 */
export interface Transport {
  /** Call once, before anything else. */
  subscribe(listener: TransportListener): void;
  publish(events: readonly OutboxEvent[]): void;
  announce(notice: Notice): void;
  /** This instance has streams of the store from now on, and wants its events. */
  follow(storeId: string): void;
  unfollow(storeId: string): void;
  /** Whether notices of other instances arrive at the moment. While they do not, what they would tell must be looked up. */
  readonly isConnected: boolean;
  close(): Promise<void>;
}
