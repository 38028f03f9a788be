import type { MenuItem, PatchMenuItem } from '@soban/contract/menu';
import { floorRoles, managingRoles } from '@soban/contract/vocabulary';
import { audit } from '../../audit.ts';
import type { Connection } from '../../db/database.ts';
import type { Transact } from '../../live/relay.ts';
import { requireRole, type StaffPrincipal } from '../../principal.ts';
import { notFound, Refusal } from '../../refusal.ts';
import { pathOfAddress } from '../../storage/picture-address.ts';
import { bumpVersion } from '../store/store-rows.ts';
import { releasePicture, usePicture } from '../uploads/picture-rows.ts';
import { pictureOf, quantitiesOf, updateItem, updateOption, updatePicture } from './menu-rows.ts';
import type { StoreCache } from './store-cache.ts';

export interface ChangeMenuItemDeps {
  transact: Transact;
  stores: StoreCache;
  /** Where browsers fetch uploaded pictures from, when not from here. */
  picturesUrl: string | undefined;
}

/** Marks an item or its options sold out or back, hides it, changes a price, its picture or how many may be ordered; every screen hears of it at once. */
export async function changeMenuItem(
  { transact, stores, picturesUrl }: ChangeMenuItemDeps,
  staff: StaffPrincipal,
  itemId: string,
  change: PatchMenuItem,
): Promise<MenuItem> {
  const { storeId } = staff;
  if (changesPrice(change) || changesRules(change) || change.imageUrl !== undefined) {
    requireRole(staff, ...managingRoles);
  }
  if (change.hidden !== undefined) requireRole(staff, ...floorRoles);
  const version = await transact(async (tx, append) => {
    if (!(await updateItem(tx, storeId, itemId, change))) throw notFound('menu item');
    if (changesRules(change)) await requireSense(tx, storeId, itemId, change);
    for (const option of change.options ?? []) {
      if (!(await updateOption(tx, itemId, option))) throw notFound('option');
    }
    if (change.imageUrl !== undefined) {
      const path = change.imageUrl && pathOfAddress(change.imageUrl, picturesUrl);
      await changePicture(tx, storeId, itemId, path);
    }
    await audit(tx, staff, 'menu.changed', itemId, change);
    const next = await bumpVersion(tx, storeId);
    await append({ storeId, type: 'menu_updated', tableId: null, data: { version: next, itemIds: [itemId] } });
    return next;
  });
  stores.changed(storeId, version);
  const item = (await stores.get(storeId, version)).menu.items.get(itemId);
  if (!item) throw notFound('menu item');
  return item;
}

/** At least more than at most is no number at all: then nobody could order the dish. */
async function requireSense(tx: Connection, storeId: string, itemId: string, change: PatchMenuItem): Promise<void> {
  const { min, max } = await quantitiesOf(tx, storeId, itemId);
  if (max === null || min <= max) return;
  const path = change.maxQuantity === undefined ? '/minQuantity' : '/maxQuantity';
  const message = `At least ${min} and at most ${max} is no number at all.`;
  throw new Refusal('validation_failed', message, { errors: [{ path, message }] });
}

/** Within the transaction that has just changed the item otherwise, and so is alone with it. */
async function changePicture(tx: Connection, storeId: string, itemId: string, path: string | null): Promise<void> {
  const before = await pictureOf(tx, storeId, itemId);
  if (path === before) return;
  if (path !== null && !(await usePicture(tx, storeId, path))) {
    const message = 'There is no such picture: upload it first.';
    throw new Refusal('validation_failed', message, { errors: [{ path: '/imageUrl', message }] });
  }
  await updatePicture(tx, storeId, itemId, path);
  if (before !== null) await releasePicture(tx, storeId, before);
}

function changesRules({ minQuantity, maxQuantity, perHead }: PatchMenuItem): boolean {
  return minQuantity !== undefined || maxQuantity !== undefined || perHead !== undefined;
}

function changesPrice({ price, options = [] }: PatchMenuItem): boolean {
  return price !== undefined || options.some((option) => option.priceDelta !== undefined);
}
