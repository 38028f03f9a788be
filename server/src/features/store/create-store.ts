import type { Currency } from '@soban/contract/money';
import type { Language } from '@soban/contract/vocabulary';
import { clock } from '../../clock.ts';
import type { Connection } from '../../db/database.ts';
import { newId } from '../../ids.ts';
import { Refusal } from '../../refusal.ts';
import { insertStaff } from '../staff/staff-rows.ts';
import { findStoreByCode } from './store-rows.ts';

export interface NewStore {
  /** What people type to sign in. */
  code: string;
  name: string;
  currency: Currency;
  language: Language;
  /** IANA time zone. */
  timeZone: string;
  /** `HH:MM` when a business day begins. */
  dayCutoff: string;
  owner: { username: string; passwordHash: string };
  /** Tables 1 to `count`, all with one password to begin with. */
  tables: { count: number; passwordHash: string };
}

/** Makes a store with its owner and its tables; answers its id. Throws `validation_failed` where the code is taken. */
export async function createStore(tx: Connection, store: NewStore): Promise<string> {
  if (await findStoreByCode(tx, store.code))
    throw new Refusal('validation_failed', `There is a store with the code ${store.code} already.`);

  const id = newId();
  const created_at = clock.now();
  await tx
    .insertInto('stores')
    .values({
      id,
      code: store.code,
      name: store.name,
      currency: store.currency,
      language: store.language,
      time_zone: store.timeZone,
      day_cutoff: store.dayCutoff,
      warn_after_minutes: 10,
      late_after_minutes: 20,
      phone_ordering: 'self_seating',
      visit_code: 0,
      hours: null,
      pauses: null,
      event_sequence: 0,
      version: 1,
      created_at,
    })
    .execute();
  const { username, passwordHash: password_hash } = store.owner;
  await insertStaff(tx, {
    id: newId(),
    store_id: id,
    username,
    role: 'owner',
    password_hash,
    disabled_at: null,
    created_at,
  });
  for (let number = 1; number <= store.tables.count; number += 1) {
    await tx
      .insertInto('tables')
      .values({
        id: newId(),
        store_id: id,
        number,
        name: '',
        password_hash: store.tables.passwordHash,
        join_token: null,
        order_day: '',
        order_sequence: 0,
        created_at,
      })
      .execute();
  }
  return id;
}
