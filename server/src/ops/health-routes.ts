import { sql } from 'kysely';
import Type from 'typebox';
import type { Connection } from '../db/database.ts';
import type { Server } from '../http/server.ts';
import { Refusal } from '../refusal.ts';

const Health = Type.Object({ status: Type.String() });

/**
 * `/health`: the process lives. `/health/ready`: it takes work, which it does not while it starts or stops (`closedBecause`
 * says so) or without its database.
 */
export function healthRoutes(server: Server, db: Connection, closedBecause: () => string | undefined): void {
  const schema = { tags: ['Operations'], response: { 200: Health } };

  server.get('/health', { schema: { ...schema, summary: 'Alive; touches nothing' }, logLevel: 'silent' }, () => ({
    status: 'ok',
  }));

  server.get('/health/ready', { schema: { ...schema, summary: 'Can serve' }, logLevel: 'silent' }, async () => {
    const reason = closedBecause();
    if (reason !== undefined) throw new Refusal('unavailable', reason);
    await sql`select 1`.execute(db);
    return { status: 'ready' };
  });
}
