import * as endpoints from '@soban/contract/endpoints';
import { pictureIdIn } from '@soban/contract/pictures';
import { expect, test } from 'vitest';
import { beginRemoval } from '../../src/features/uploads/picture-rows.ts';
import { sweepPictures } from '../../src/features/uploads/sweep-pictures.ts';
import { StorageUnavailable } from '../../src/storage/storage.ts';
import { appOfThisFile } from '../harness/app-harness.ts';
import { signIn } from '../harness/staff.ts';
import { upload } from './forms.ts';
import { plain } from './pictures.ts';
import { letPass, rowOf, sizesIn, storageOf, storedPicture } from './storage.ts';

const app = await appOfThisFile();
const storage = await storageOf(app);
const owner = await signIn(app.anyone);
const [dish] = (await app.database.read.selectFrom('menu_items').select('id').limit(1).execute()) ?? [];
if (!dish) throw new Error('The menu has no dish.');

const all = [320, 640, 1280];
const sweep = () => sweepPictures(app.database, storage);

test('what nothing shows is gone after a day, and not before', async () => {
  const url = await upload(owner, await plain(900, 600).png().toBuffer());
  await letPass(app, 23);
  expect(await sweep()).toBe(0);
  expect(await sizesIn(storage, url)).toEqual(all);
  await letPass(app, 2);
  expect(await sweep()).toBe(1);
  expect([await sizesIn(storage, url), await rowOf(app, url)]).toEqual([[], undefined]);
  (await app.anyone.get(url)).refused('not_found');
  expect((await owner.tryToChangeItem(dish.id, { imageUrl: url })).faultsAt()).toEqual(['/imageUrl']);
});

test('what a dish shows stays; replaced, it stays for another day', async () => {
  const [first, second] = [await storedPicture(app, storage, 20), await storedPicture(app, storage, 20)];
  await owner.changeItem(dish.id, { imageUrl: first });
  await letPass(app, 1000);
  await sweep();
  expect(await sizesIn(storage, first)).toEqual(all);
  const third = await storedPicture(app, storage, 0);
  expect(await sizesIn(storage, second)).toEqual([]);

  await owner.changeItem(dish.id, { imageUrl: third });
  expect(await sweep()).toBe(0);
  expect(await sizesIn(storage, first)).toEqual(all);
  await letPass(app, 25);
  expect(await sweep()).toBe(1);
  expect([await sizesIn(storage, first), await sizesIn(storage, third)]).toEqual([[], all]);
  await owner.changeItem(dish.id, { imageUrl: null });
});

test('a crash at any point leaves nothing for ever', async () => {
  await letPass(app, 25);
  await sweep();
  const beforeObjects = await storedPicture(app, storage, 25);
  await storage.remove([320, 640, 1280].map((width) => nameIn(beforeObjects, width)));
  const amidObjects = await storedPicture(app, storage, 25);
  await storage.remove([nameIn(amidObjects, 1280)]);
  const claimed = await storedPicture(app, storage, 25);
  const picture = await rowOf(app, claimed);
  if (!picture) throw new Error('It has no row.');
  const claim = { id: picture.id, storeId: picture.store_id };
  expect(await app.database.transaction((tx) => beginRemoval(tx, claim, Date.now()))).toBe(true);
  // Once its removal has begun, nothing can show it.
  expect((await owner.tryToChangeItem(dish.id, { imageUrl: claimed })).faultsAt()).toEqual(['/imageUrl']);

  expect(await sweep()).toBe(3);
  for (const url of [beforeObjects, amidObjects, claimed]) {
    expect([await sizesIn(storage, url), await rowOf(app, url)]).toEqual([[], undefined]);
  }
});

test('where the storage fails, the row stays until it does not', async () => {
  const url = await storedPicture(app, storage, 25);
  const away = { ...storage, remove: () => Promise.reject(new StorageUnavailable('it is away')) };
  await expect(sweepPictures(app.database, away)).rejects.toThrow('it is away');
  expect(await rowOf(app, url)).toMatchObject({ removing: 1 });
  expect(await sweep()).toBe(1);
  expect([await sizesIn(storage, url), await rowOf(app, url)]).toEqual([[], undefined]);
});

test('many are swept, by several at once, each once', async () => {
  const urls: string[] = [];
  for (let count = 0; count < 12; count += 1) urls.push(await storedPicture(app, storage, 0));
  await letPass(app, 25);
  await Promise.all([sweep(), sweep(), sweep()]);
  for (const url of urls) expect([await sizesIn(storage, url), await rowOf(app, url)]).toEqual([[], undefined]);
});

test('a dish that takes a picture while it is being swept has it, or is refused', async () => {
  for (let round = 0; round < 20; round += 1) {
    const url = await storedPicture(app, storage, 25);
    // The sweep begins at another moment of the change each time, so that now the one wins and now the other.
    const change = owner.tryToChangeItem(dish.id, { imageUrl: url });
    for (let wait = 0; wait < round % 4; wait += 1) await app.anyone.call(endpoints.readHealth);
    const [answer] = await Promise.all([change, sweep(), sweep()]);
    if (answer.status === 200) {
      expect(answer.ok().imageUrl).toBe(url);
      await letPass(app, 25);
      await sweep();
      expect(await sizesIn(storage, url)).toEqual(all);
      expect(await rowOf(app, url)).toMatchObject({ removing: 0, unused_since: null });
    } else {
      expect(answer.faultsAt()).toEqual(['/imageUrl']);
      expect([await sizesIn(storage, url), await rowOf(app, url)]).toEqual([[], undefined]);
    }
    await owner.changeItem(dish.id, { imageUrl: null });
  }
});

test('a picture that has been swept can be shown no more', async () => {
  const url = await storedPicture(app, storage, 25);
  await sweep();
  const answer = await owner.tryToChangeItem(dish.id, { imageUrl: url });
  expect(answer.faultsAt()).toEqual(['/imageUrl']);
});

function nameIn(url: string, width: number): string {
  const id = pictureIdIn(url) ?? '';
  return width === 1280 ? `${id}.webp` : `${id}-${width}.webp`;
}
