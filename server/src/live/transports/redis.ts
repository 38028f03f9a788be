import { Redis, type RedisOptions } from 'ioredis';
import type { Broker } from './link.ts';

/** Each connection lives once: nothing waits for another, nothing is sent again. Times in milliseconds. */
const options = {
  lazyConnect: true,
  retryStrategy: () => null,
  enableOfflineQueue: false,
  autoResubscribe: false,
  autoResendUnfulfilledCommands: false,
  connectTimeout: 5000,
  disconnectTimeout: 100,
} satisfies RedisOptions;

/** Redis publish/subscribe: a channel for each followed store, one for notices. Listening takes a connection of its own. */
export function redisBroker(url: string, namespace: string): Broker {
  const channelOf = (topic: string) => `${namespace}.${topic}`;
  return {
    name: 'Redis',
    carries: 'events',
    open: ({ heard, lost }) => {
      const publisher = new Redis(url, options);
      const subscriber = new Redis(url, options);
      const connections = [publisher, subscriber];
      for (const connection of connections) {
        connection.on('error', lost);
        connection.on('end', () => lost(new Error('the connection was closed')));
      }
      subscriber.on('message', (_channel, text) => heard(text));
      return {
        ready: Promise.all(connections.map((connection) => connection.connect())).then(() => undefined),
        send: (topic, text) => publisher.publish(channelOf(topic), text),
        follow: (topic) => subscriber.subscribe(channelOf(topic)),
        unfollow: (topic) => subscriber.unsubscribe(channelOf(topic)),
        drop: () => {
          for (const connection of connections) connection.disconnect();
        },
      };
    },
  };
}
