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

/** Several instances with nothing between them but the database: each looks there, the hub for events every second. */
export function pollingTransport(): Transport {
  return { ...inProcessTransport(), isConnected: false };
}
