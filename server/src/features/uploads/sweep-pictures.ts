import { pictureName, pictureWidths } from '@soban/contract/pictures';
import { clock } from '../../clock.ts';
import type { Database } from '../../db/database.ts';
import type { PictureStorage } from '../../storage/storage.ts';
import { beginRemoval, deletePicture, findRemovable } from './picture-rows.ts';

/** How long a picture outlives its use, in milliseconds: a screen may show it still, or somebody be about to use it. */
const grace = 24 * 3_600_000;
const batch = 100;

/**
 * Removes pictures that nothing has shown for a day, with their objects. Several instances may do so at once, and each step
 * may be the last before a crash: the next sweep goes on from there. Answers how many are gone.
 */
export async function sweepPictures(database: Database, storage: PictureStorage): Promise<number> {
  const before = clock.now() - grace;
  let removed = 0;
  let after = '';
  for (;;) {
    const pictures = await findRemovable(database.read, before, after, batch);
    for (const picture of pictures) {
      after = picture.id;
      if (!(await database.transaction((tx) => beginRemoval(tx, picture, before)))) continue;
      await storage.remove(pictureWidths.map((width) => pictureName(picture.id, width)));
      await database.transaction((tx) => deletePicture(tx, picture.id));
      removed += 1;
    }
    if (pictures.length < batch) return removed;
  }
}
