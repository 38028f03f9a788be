import type { PatchMenuItem } from '@soban/contract/menu';
import type { Connection } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { publicAddress } from '../../storage/picture-address.ts';

/** Everything a store's menu is made of, each kind in display order; pictures by the addresses that browsers fetch them from. */
export async function readMenu(db: Connection, storeId: string, picturesUrl: string | undefined) {
  const rows = <Table extends 'categories' | 'menu_items' | 'option_groups' | 'options'>(table: Table) =>
    db
      .selectFrom(table as 'menu_items')
      .selectAll()
      .where('store_id', '=', storeId)
      .orderBy('position')
      .orderBy('id')
      .execute() as Promise<unknown> as Promise<Schema[Table][]>;
  return {
    categories: await rows('categories'),
    items: (await rows('menu_items')).map((item) => ({
      ...item,
      image_url: item.image_url && publicAddress(item.image_url, picturesUrl),
    })),
    groups: await rows('option_groups'),
    options: await rows('options'),
  };
}

export type MenuRows = Awaited<ReturnType<typeof readMenu>>;

export async function hasCategory(db: Connection, storeId: string, categoryId: string): Promise<boolean> {
  const row = await db
    .selectFrom('categories')
    .select('id')
    .where('store_id', '=', storeId)
    .where('id', '=', categoryId)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * True where the store has the item, though there may be nothing to change of it: its id stays what it is. It is not set to what
 * somebody asked for, which may be no id at all.
 */
export async function updateItem(
  tx: Connection,
  storeId: string,
  itemId: string,
  change: Omit<PatchMenuItem, 'imageUrl' | 'options'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('menu_items')
    .set((row) => ({
      id: row.ref('id'),
      ...(change.price === undefined ? {} : { price: change.price }),
      ...(change.soldOut === undefined ? {} : { sold_out: change.soldOut ? 1 : 0 }),
      ...(change.hidden === undefined ? {} : { hidden: change.hidden ? 1 : 0 }),
      ...(change.minQuantity === undefined ? {} : { min_quantity: change.minQuantity }),
      ...(change.maxQuantity === undefined ? {} : { max_quantity: change.maxQuantity }),
      ...(change.perHead === undefined ? {} : { per_head: change.perHead ? 1 : 0 }),
    }))
    .where('store_id', '=', storeId)
    .where('id', '=', itemId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** How many of the item an order may have, of an item that the transaction has changed already. */
export async function quantitiesOf(tx: Connection, storeId: string, itemId: string) {
  const { min_quantity, max_quantity } = await tx
    .selectFrom('menu_items')
    .select(['min_quantity', 'max_quantity'])
    .where('store_id', '=', storeId)
    .where('id', '=', itemId)
    .executeTakeFirstOrThrow();
  return { min: min_quantity ?? 1, max: max_quantity };
}

/** The path of the item's picture, of an item that the transaction has changed already: nobody else changes it meanwhile. */
export async function pictureOf(tx: Connection, storeId: string, itemId: string): Promise<string | null> {
  const { image_url } = await tx
    .selectFrom('menu_items')
    .select('image_url')
    .where('store_id', '=', storeId)
    .where('id', '=', itemId)
    .executeTakeFirstOrThrow();
  return image_url;
}

export async function updatePicture(
  tx: Connection,
  storeId: string,
  itemId: string,
  path: string | null,
): Promise<void> {
  await tx
    .updateTable('menu_items')
    .set({ image_url: path })
    .where('store_id', '=', storeId)
    .where('id', '=', itemId)
    .execute();
}

/** True where the item has the option. */
export async function updateOption(
  tx: Connection,
  itemId: string,
  change: NonNullable<PatchMenuItem['options']>[number],
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('options')
    .set((row) => ({
      id: row.ref('id'),
      ...(change.soldOut === undefined ? {} : { sold_out: change.soldOut ? 1 : 0 }),
      ...(change.priceDelta === undefined ? {} : { price_delta: change.priceDelta }),
    }))
    .where('item_id', '=', itemId)
    .where('id', '=', change.id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
