import type { OpeningHours, PatchStore, Pause, Store, StoreSettings } from '@soban/contract/store';
import { clock } from '../../clock.ts';
import type { Connection } from '../../db/database.ts';
import type { StoreRow } from '../../db/schema.ts';
import { notFound } from '../../refusal.ts';
import { storeAt } from './openings.ts';

/** The store as everybody knows it now. */
export async function getStore(db: Connection, storeId: string): Promise<Store> {
  return storeAt((await getStoreAtVersion(db, storeId)).settings, clock.now());
}

/** By what people type to sign in. */
export function findStoreByCode(db: Connection, code: string) {
  return db.selectFrom('stores').select('id').where('code', '=', code).executeTakeFirst();
}

/** The store's settings, and the version that they stand at. */
export async function getStoreAtVersion(db: Connection, storeId: string) {
  const row = await db.selectFrom('stores').selectAll().where('id', '=', storeId).executeTakeFirst();
  if (!row) throw notFound('store');
  return { version: Number(row.version), settings: settingsOf(row) };
}

/** The version that the store's settings and menu stand at. */
export async function storeVersion(db: Connection, storeId: string): Promise<number> {
  const { version } = await db
    .selectFrom('stores')
    .select('version')
    .where('id', '=', storeId)
    .executeTakeFirstOrThrow();
  return Number(version);
}

/** Counts the store one version up, so that no snapshot of an older one passes for current; answers the new one. */
export async function bumpVersion(tx: Connection, storeId: string): Promise<number> {
  await tx
    .updateTable('stores')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', storeId)
    .execute();
  return storeVersion(tx, storeId);
}

function settingsOf(row: StoreRow): StoreSettings {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    currency: row.currency,
    language: row.language,
    timeZone: row.time_zone,
    dayCutoff: row.day_cutoff,
    kitchen: { warnAfterMinutes: row.warn_after_minutes, lateAfterMinutes: row.late_after_minutes },
    phoneOrdering: row.phone_ordering ?? 'self_seating',
    visitCode: row.visit_code === 1,
    hours: row.hours === null ? null : (JSON.parse(row.hours) as OpeningHours),
    pauses: row.pauses === null ? [] : (JSON.parse(row.pauses) as Pause[]),
  };
}

/** What is left out stays as it is; something has to be said. */
export async function updateSettings(
  tx: Connection,
  storeId: string,
  { kitchen, phoneOrdering, visitCode, hours }: PatchStore,
): Promise<void> {
  await tx
    .updateTable('stores')
    .set({
      ...(kitchen && { warn_after_minutes: kitchen.warnAfterMinutes, late_after_minutes: kitchen.lateAfterMinutes }),
      ...(phoneOrdering && { phone_ordering: phoneOrdering }),
      ...(visitCode !== undefined && { visit_code: visitCode ? 1 : 0 }),
      ...(hours !== undefined && { hours: hours && JSON.stringify(hours) }),
    })
    .where('id', '=', storeId)
    .execute();
}

export async function updatePauses(tx: Connection, storeId: string, pauses: readonly Pause[]): Promise<void> {
  await tx
    .updateTable('stores')
    .set({ pauses: pauses.length === 0 ? null : JSON.stringify(pauses) })
    .where('id', '=', storeId)
    .execute();
}
