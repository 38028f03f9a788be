import * as endpoints from '@soban/contract/endpoints';
import type { Database } from '../db/database.ts';
import type { Serve } from '../http/serve.ts';
import { Refusal } from '../refusal.ts';
import { writability } from './writability.ts';

/**
 * `/health`: the process lives. `/health/ready`: it takes work, which it does not while it starts or stops (`closedBecause`
 * says so) or while its database takes no orders: away, full, locked or read-only.
 */
export function healthRoutes(serve: Serve, database: Database, closedBecause: () => string | undefined): void {
  const tryWriting = writability(database);
  serve(endpoints.readHealth, () => ({ status: 'ok' }));

  serve(endpoints.readReadiness, async () => {
    const reason = closedBecause();
    if (reason !== undefined) throw new Refusal('unavailable', reason);
    await tryWriting();
    return { status: 'ready' };
  });
}
