import type { OutboxEvent } from './outbox.ts';

/**
 * Carries committed events to every instance's hub. It may lose, double and reorder: the hub puts them in order by their
 * sequence and fetches from the outbox what is missing.
 */
export interface Transport {
  publish(events: readonly OutboxEvent[]): void;
  /** The one who hears of every event. */
  subscribe(hear: (event: OutboxEvent) => void): void;
}
