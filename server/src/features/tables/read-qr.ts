import { randomBytes } from 'node:crypto';
import type { Table, TableQr } from '@soban/contract/tables';
import type { Database } from '../../db/database.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';
import { listJoinTokens, setFirstJoinToken } from './table-rows.ts';

/** Where guests reach this server: an origin, and whether the operator has said so; else it is the one that was called. */
export interface PublicAddress {
  origin: string;
  isSet: boolean;
}

export type QrOfTable = { table: Table } & TableQr;

/** What the QR codes of the store's tables say, or of one of them; one that nobody has wanted to see yet is made now. */
export async function readQrs(
  { database }: { database: Database },
  { storeId }: StaffPrincipal,
  address: PublicAddress,
  id?: string,
): Promise<QrOfTable[]> {
  const rows = await listJoinTokens(database.read, storeId, id);
  if (id !== undefined && rows.length === 0) throw notFound('table');
  if (rows.every(({ join_token }) => join_token !== null)) return qrsOf(rows, address);
  return database.transaction(async (tx) => {
    for (const row of rows) if (row.join_token === null) await setFirstJoinToken(tx, row.id, newJoinToken());
    return qrsOf(await listJoinTokens(tx, storeId, id), address);
  });
}

type Row = Awaited<ReturnType<typeof listJoinTokens>>[number];

export function qrsOf(rows: readonly Row[], { origin, isSet: isAddressSet }: PublicAddress): QrOfTable[] {
  return rows.map(({ join_token, ...table }) => {
    const joinToken = join_token ?? '';
    // What comes after # is for the browser alone: no server, log or other site is told.
    return { table, url: `${origin}/#join=${joinToken}`, joinToken, isAddressSet };
  });
}

/** One of 2^144: nobody guesses it. */
export function newJoinToken(): string {
  return randomBytes(18).toString('base64url');
}
