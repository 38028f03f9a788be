import * as endpoints from '@soban/contract/endpoints';
import type { FastifyRequest } from 'fastify';
import type { Database } from '../../db/database.ts';
import type { Serve } from '../../http/serve.ts';
import { notFound } from '../../refusal.ts';
import { type ChangeTableDeps, changeTable } from './change-table.ts';
import { type PublicAddress, type QrOfTable, readQrs } from './read-qr.ts';
import { rotateQrs } from './rotate-qr.ts';
import { listTables } from './table-rows.ts';

export interface TableDeps extends ChangeTableDeps {
  database: Database;
  /** Where guests reach this server, where the operator has said so. */
  publicUrl: string | undefined;
}

export function tableRoutes(serve: Serve, deps: TableDeps): void {
  const addressFor = ({ protocol, host }: FastifyRequest): PublicAddress =>
    deps.publicUrl === undefined
      ? { origin: `${protocol}://${host}`, isSet: false }
      : { origin: deps.publicUrl, isSet: true };

  serve(endpoints.listTables, ({ principal }) => listTables(deps.database.read, principal.storeId));

  serve(endpoints.changeTable, ({ principal, params, body }) => changeTable(deps, principal, params.id, body));

  serve(endpoints.readTableQr, async (request) =>
    only(await readQrs(deps, request.principal, addressFor(request), request.params.id)),
  );

  serve(endpoints.rotateTableQr, async (request) =>
    only(await rotateQrs(deps, request.principal, addressFor(request), request.params.id)),
  );

  serve(endpoints.listTableQrs, async (request) => ({
    items: await readQrs(deps, request.principal, addressFor(request)),
  }));

  serve(endpoints.rotateTableQrs, async (request) => ({
    items: await rotateQrs(deps, request.principal, addressFor(request)),
  }));
}

function only([qr]: QrOfTable[]): QrOfTable {
  if (!qr) throw notFound('table');
  return qr;
}
