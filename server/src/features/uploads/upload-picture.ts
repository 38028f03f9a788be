import { pictureName } from '@soban/contract/pictures';
import type { Upload } from '@soban/contract/uploads';
import type { Database } from '../../db/database.ts';
import { newId } from '../../ids.ts';
import type { StaffPrincipal } from '../../principal.ts';
import { picturePath, publicAddress } from '../../storage/picture-address.ts';
import type { PictureStorage } from '../../storage/storage.ts';
import type { PictureRenderer } from './picture-renderer.ts';
import { insertPicture } from './picture-rows.ts';

export interface UploadPictureDeps {
  database: Database;
  storage: PictureStorage;
  renderer: PictureRenderer;
  /** Where browsers fetch pictures from, when not from here. */
  publicUrl: string | undefined;
}

/** Takes a picture in. It is removed again in a day, unless an item shows it by then. */
export async function uploadPicture(
  { database, storage, renderer, publicUrl }: UploadPictureDeps,
  staff: StaffPrincipal,
  read: () => Promise<Buffer>,
): Promise<Upload> {
  const sizes = await renderer.render(read);
  const id = newId();
  // First the row: what a crash leaves in the storage from here on can be found by it.
  await database.transaction((tx) => insertPicture(tx, staff.storeId, id));
  await Promise.all(sizes.map(({ width, bytes }) => storage.put(pictureName(id, width), bytes)));
  return { url: publicAddress(picturePath(id), publicUrl) };
}
