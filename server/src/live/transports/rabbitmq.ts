import { randomUUID } from 'node:crypto';
import { type Channel, Connection } from 'rabbitmq-client';
import type { Outlet } from '../feed.ts';
import type { Broker } from './link.ts';

/** Events that wait in the broker for one instance; one that falls so far behind reads them from the outbox. */
const liveLimit = 10_000;
/** Events that wait for the integrations; the oldest go first when nobody fetches them. */
const integrationsLimit = 100_000;

/** Times in milliseconds, the heartbeat in seconds. Small messages leave at once: collecting them would cost 40 ms each. */
const options = { connectionTimeout: 5000, acquireTimeout: 5000, heartbeat: 10, noDelay: true };

/** One topic exchange; a queue for this instance and connection, bound for what it follows, which ends with them. */
export function rabbitMqBroker(url: string, namespace: string): Broker {
  return {
    name: 'RabbitMQ',
    carries: 'events',
    open: ({ heard, lost }) => {
      const connection = new Connection({ ...options, url, connectionName: `${namespace} live` });
      const queue = `${namespace}.live.${randomUUID()}`;
      let incoming: Channel | undefined;
      let outgoing: Channel | undefined;
      connection.on('error', lost);
      const open = async () => {
        outgoing = await confirmingChannel(connection, namespace, lost);
        incoming = await connection.acquire();
        incoming.on('close', () => lost(new Error('the channel was closed')));
        incoming.on('basic.cancel', () => lost(new Error('the queue was deleted')));
        await incoming.queueDeclare({
          queue,
          exclusive: true,
          autoDelete: true,
          arguments: { 'x-max-length': liveLimit },
        });
        await incoming.basicConsume({ queue, noAck: true }, ({ body }) => heard(String(body)));
      };
      return {
        ready: open(),
        send: (routingKey, text) => on(outgoing).basicPublish({ exchange: namespace, routingKey }, Buffer.from(text)),
        follow: (routingKey) => on(incoming).queueBind({ exchange: namespace, queue, routingKey }),
        unfollow: (routingKey) => on(incoming).queueUnbind({ exchange: namespace, queue, routingKey }),
        drop: () => connection.unsafeDestroy(),
      };
    },
  };
}

/** The durable queue that integrations fetch from. */
export function integrationsQueue(namespace: string): string {
  return `${namespace}.integrations`;
}

/** A connection that the feed publishes on: the exchange and the queue are there before the first event. */
export function rabbitMqOutlet(url: string, namespace: string, lost: (error: Error) => void): Outlet {
  const connection = new Connection({ ...options, url, connectionName: `${namespace} feed` });
  const queue = integrationsQueue(namespace);
  let channel: Channel | undefined;
  connection.on('error', lost);
  const open = async () => {
    channel = await confirmingChannel(connection, namespace, lost);
    await channel.queueDeclare({
      queue,
      durable: true,
      arguments: { 'x-max-length': integrationsLimit, 'x-overflow': 'drop-head' },
    });
    await channel.queueBind({ exchange: namespace, queue, routingKey: 'event.#' });
  };
  return {
    ready: open(),
    publish: ({ id, routingKey, body }) =>
      on(channel).basicPublish(
        { exchange: namespace, routingKey, messageId: id, durable: true, contentType: 'application/json' },
        Buffer.from(body),
      ),
    drop: () => connection.unsafeDestroy(),
  };
}

/** Answers every message when the broker has it: on its disk, where the message is to outlive it. */
async function confirmingChannel(
  connection: Connection,
  exchange: string,
  lost: (error: Error) => void,
): Promise<Channel> {
  const channel = await connection.acquire();
  channel.on('close', () => lost(new Error('the channel was closed')));
  await channel.exchangeDeclare({ exchange, type: 'topic', durable: true });
  await channel.confirmSelect();
  return channel;
}

function on(channel: Channel | undefined): Channel {
  if (!channel) throw new Error('the channel is not open yet');
  return channel;
}
