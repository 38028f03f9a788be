import * as endpoints from '@soban/contract/endpoints';
import { sql } from 'kysely';
import type { Connection } from '../db/database.ts';
import type { Serve } from '../http/serve.ts';
import { Refusal } from '../refusal.ts';

/**
 * `/health`: the process lives. `/health/ready`: it takes work, which it does not while it starts or stops (`closedBecause`
 * says so) or without its database.
 */
export function healthRoutes(serve: Serve, db: Connection, closedBecause: () => string | undefined): void {
  serve(endpoints.readHealth, () => ({ status: 'ok' }));

  serve(endpoints.readReadiness, async () => {
    const reason = closedBecause();
    if (reason !== undefined) throw new Refusal('unavailable', reason);
    await sql`select 1`.execute(db);
    return { status: 'ready' };
  });
}
