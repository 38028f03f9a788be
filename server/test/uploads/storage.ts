import { pictureIdIn, pictureName, pictureWidths } from '@soban/contract/pictures';
import { readConfig } from '../../src/config/config.ts';
import { insertPicture } from '../../src/features/uploads/picture-rows.ts';
import { newId } from '../../src/ids.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import { picturePath } from '../../src/storage/picture-address.ts';
import type { PictureStorage } from '../../src/storage/storage.ts';
import type { TestApp } from '../harness/app-harness.ts';

const hour = 3_600_000;

/** The storage that the app uses, whichever it is, from beside it. */
export function storageOf({ restaurant }: TestApp): Promise<PictureStorage> {
  return openStorage(readConfig(restaurant.env, restaurant.folder).pictures);
}

/** The sizes that the storage has of the picture at this address. */
export async function sizesIn(storage: PictureStorage, url: string): Promise<number[]> {
  const id = pictureIdIn(url) ?? '';
  const found: number[] = [];
  for (const width of pictureWidths) {
    const picture = await storage.open(pictureName(id, width));
    picture?.content.destroy();
    if (picture) found.push(width);
  }
  return found;
}

/** Puts a picture there as an upload does, without the work; `hours` ago, and never shown. */
export async function storedPicture(app: TestApp, storage: PictureStorage, hours: number): Promise<string> {
  const id = newId();
  await app.database.transaction(async (tx) => {
    const store = await tx.selectFrom('stores').select('id').where('code', '=', 'demo').executeTakeFirstOrThrow();
    await insertPicture(tx, store.id, id);
  });
  await Promise.all(pictureWidths.map((width) => storage.put(pictureName(id, width), Buffer.from('a picture'))));
  await letPass(app, hours);
  return picturePath(id);
}

/** Lets time go by for everything that is not shown. */
export async function letPass({ database }: TestApp, hours: number): Promise<void> {
  await database.transaction((tx) =>
    tx
      .updateTable('pictures')
      .set((eb) => ({ unused_since: eb('unused_since', '-', hours * hour) }))
      .where('unused_since', 'is not', null)
      .execute(),
  );
}

/** What the database knows of the picture at this address. */
export function rowOf({ database }: TestApp, url: string) {
  return database.read
    .selectFrom('pictures')
    .selectAll()
    .where('id', '=', pictureIdIn(url) ?? '')
    .executeTakeFirst();
}
