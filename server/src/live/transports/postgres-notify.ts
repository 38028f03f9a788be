import pg from 'pg';
import type { Broker } from './link.ts';

/**
 * PostgreSQL's own LISTEN and NOTIFY, over one connection that does nothing else. What is told is told after the commit: a
 * NOTIFY inside transactions would make their commits wait for each other. Channels belong to the database, so they need no
 * prefix against other deployments.
 */
export function postgresBroker(url: string): Broker {
  const channelOf = (topic: string) => `soban.${topic}`;
  return {
    name: 'LISTEN/NOTIFY',
    // A payload ends at 8000 bytes, and an order may be longer.
    carries: 'hints',
    open: ({ heard, lost }) => {
      const client = new pg.Client({
        connectionString: url,
        application_name: 'soban events',
        connectionTimeoutMillis: 5000,
        keepAlive: true,
      });
      client.on('error', lost);
      client.on('end', () => lost(new Error('the connection was closed')));
      client.on('notification', ({ payload }) => heard(payload ?? ''));
      // One statement at a time: what cannot be sent yet waits here.
      let last: Promise<unknown> = Promise.resolve();
      const run = (statement: string, values?: string[]) => {
        const answer = last.then(() => client.query(statement, values));
        last = answer.catch(() => undefined);
        return answer;
      };
      return {
        ready: client.connect().then(() => undefined),
        send: (topic, text) => run('select pg_notify($1, $2)', [channelOf(topic), text]),
        follow: (topic) => run(`listen ${client.escapeIdentifier(channelOf(topic))}`),
        unfollow: (topic) => run(`unlisten ${client.escapeIdentifier(channelOf(topic))}`),
        drop: () => {
          client.connection.stream.destroy();
        },
      };
    },
  };
}
