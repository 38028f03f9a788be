import { pictureIdIn } from '@soban/contract/pictures';
import { clock } from '../../clock.ts';
import type { Connection } from '../../db/database.ts';
import { picturePath } from '../../storage/picture-address.ts';

/*
 * The row of a picture is there before its objects and after them, so that whatever is in the storage can be found again.
 * `unused_since` is null exactly while a menu item shows the picture; once it is `removing`, nothing can show it any more.
 */

/** Writes the row of a picture that is about to be stored, and is not shown anywhere yet. */
export async function insertPicture(tx: Connection, storeId: string, id: string): Promise<void> {
  const now = clock.now();
  await tx
    .insertInto('pictures')
    .values({ id, store_id: storeId, created_at: now, unused_since: now, removing: 0 })
    .execute();
}

/** Claims a picture for an item that is changed in the same transaction; false where the store has no such picture. */
export async function usePicture(tx: Connection, storeId: string, path: string): Promise<boolean> {
  const id = pictureIdIn(path);
  if (id === undefined || path !== picturePath(id)) return false;
  const { numUpdatedRows } = await tx
    .updateTable('pictures')
    .set({ id, unused_since: null })
    .where('id', '=', id)
    .where('store_id', '=', storeId)
    .where('removing', '=', 0)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets go of the picture that an item no longer shows; call after the item has changed, in the same transaction. */
export async function releasePicture(tx: Connection, storeId: string, path: string): Promise<void> {
  const id = pictureIdIn(path);
  if (id === undefined) return;
  await tx
    .updateTable('pictures')
    .set({ unused_since: clock.now() })
    .where('id', '=', id)
    .where('store_id', '=', storeId)
    .where('removing', '=', 0)
    .where((eb) => eb.not(eb.exists(itemsThatShow(tx, storeId, id))))
    .execute();
}

export interface RemovablePicture {
  id: string;
  storeId: string;
}

/** Pictures out of use since before the instant, or whose removal was begun, by id after `after`. */
export async function findRemovable(
  db: Connection,
  before: number,
  after: string,
  limit: number,
): Promise<RemovablePicture[]> {
  return db
    .selectFrom('pictures')
    .select(['id', 'store_id as storeId'])
    .where('unused_since', '<', before)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** From here on no item can take the picture; false where one has taken it meanwhile. */
export async function beginRemoval(
  tx: Connection,
  { id, storeId }: RemovablePicture,
  before: number,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pictures')
    .set({ id, removing: 1 })
    .where('id', '=', id)
    .where('unused_since', '<', before)
    .where((eb) => eb.not(eb.exists(itemsThatShow(tx, storeId, id))))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deletePicture(tx: Connection, id: string): Promise<void> {
  await tx.deleteFrom('pictures').where('id', '=', id).where('removing', '=', 1).execute();
}

function itemsThatShow(tx: Connection, storeId: string, pictureId: string) {
  return tx
    .selectFrom('menu_items')
    .select('id')
    .where('store_id', '=', storeId)
    .where('image_url', '=', picturePath(pictureId));
}
