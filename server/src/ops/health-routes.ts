import { sql } from 'kysely';
import Type from 'typebox';
import type { Connection } from '../db/database.ts';
import { refusals } from '../http/answers.ts';
import type { Server } from '../http/server.ts';
import { Refusal } from '../refusal.ts';

const Health = Type.Object({ status: Type.String() });

/**
 * `/health`: the process lives. `/health/ready`: it takes work, which it does not while it starts or stops (`closedBecause`
 * says so) or without its database.
 */
export function healthRoutes(server: Server, db: Connection, closedBecause: () => string | undefined): void {
  const tags = ['Operations'];

  server.get(
    '/health',
    { schema: { tags, summary: 'Alive; touches nothing', response: { 200: Health } }, logLevel: 'silent' },
    () => ({
      status: 'ok',
    }),
  );

  server.get(
    '/health/ready',
    {
      schema: { tags, summary: 'Can serve', response: { 200: Health, ...refusals('unavailable') } },
      logLevel: 'silent',
    },
    async () => {
      const reason = closedBecause();
      if (reason !== undefined) throw new Refusal('unavailable', reason);
      await sql`select 1`.execute(db);
      return { status: 'ready' };
    },
  );
}
