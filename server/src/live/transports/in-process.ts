import type { Transport, TransportListener } from '../transport.ts';

/** One instance, one process: a function call. There is nobody else to tell or to hear from. */
export function inProcessTransport(): Transport {
  let listener: TransportListener | undefined;
  return {
    subscribe: (one) => {
      listener = one;
    },
    publish: (events) => {
      for (const event of events) listener?.event(event);
    },
    announce: () => undefined,
    follow: () => undefined,
    unfollow: () => undefined,
    isConnected: true,
    close: () => Promise.resolve(),
  };
}
