import type { OutboxEvent } from '../outbox.ts';
import type { Transport } from '../transport.ts';

/** One instance, one process: a function call. */
export function inProcessTransport(): Transport {
  let tell: (event: OutboxEvent) => void = () => undefined;
  return {
    publish: (events) => events.forEach(tell),
    subscribe: (hear) => {
      tell = hear;
    },
  };
}
