import type { MenuItem, PatchMenuItem } from '@soban/contract/menu';
import { audit } from '../../audit.ts';
import type { Transact } from '../../live/relay.ts';
import { requireRole, type StaffPrincipal } from '../../principal.ts';
import { notFound } from '../../refusal.ts';
import type { MenuCache } from './menu-cache.ts';
import { bumpMenuVersion, updateItem, updateOption } from './menu-store.ts';

export interface ChangeMenuItemDeps {
  transact: Transact;
  menus: MenuCache;
}

/** Marks an item or its options sold out or back, hides it, or changes a price; every screen hears of it at once. */
export async function changeMenuItem(
  { transact, menus }: ChangeMenuItemDeps,
  staff: StaffPrincipal,
  itemId: string,
  change: PatchMenuItem,
): Promise<MenuItem> {
  const { storeId } = staff;
  if (changesPrice(change)) requireRole(staff, 'owner', 'manager');
  await transact(async (tx, append) => {
    if (!(await updateItem(tx, storeId, itemId, change))) throw notFound('menu item');
    for (const option of change.options ?? []) {
      if (!(await updateOption(tx, itemId, option))) throw notFound('option');
    }
    await audit(tx, staff, 'menu.changed', itemId, change);
    const version = await bumpMenuVersion(tx, storeId);
    await append({ storeId, type: 'menu_updated', tableId: null, data: { version, itemIds: [itemId] } });
  });
  menus.forget(storeId);
  const item = (await menus.get(storeId)).items.get(itemId);
  if (!item) throw notFound('menu item');
  return item;
}

function changesPrice({ price, options = [] }: PatchMenuItem): boolean {
  return price !== undefined || options.some((option) => option.priceDelta !== undefined);
}
