import * as endpoints from '@soban/contract/endpoints';
import { pictureIdIn } from '@soban/contract/pictures';
import { expect, test } from 'vitest';
import { appOfThisFile, appOfThisTest } from '../harness/app-harness.ts';
import type { Client } from '../harness/client.ts';
import { Dishes } from '../harness/dishes.ts';
import { listen } from '../harness/event-reader.ts';
import { pair } from '../harness/guest.ts';
import { employ, neighbour, openNeighbour } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';
import { upload } from './forms.ts';
import { plain } from './pictures.ts';
import { rowOf } from './storage.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const guest = await pair(app.anyone, 1);
const file = await plain(400, 300).png().toBuffer();
const dishes = async () => new Dishes(await guest.menu()).all;
const imageUrl = async (client: Client, id: string) =>
  (await client.call(endpoints.readMenuItem, { params: { id } })).ok().imageUrl;
const [dish, other] = (await dishes()).filter((each) => each.imageUrl !== null);
if (!dish || !other) throw new Error('The menu has no pictures.');

test('a dish shows what was uploaded for it, and every screen hears of it', async () => {
  const url = await upload(owner, file);
  const stream = await listen(guest.client, guest.streamPath);
  expect((await owner.changeItem(dish.id, { imageUrl: url })).imageUrl).toBe(url);
  expect((await stream.next('menu_updated')).data.itemIds).toEqual([dish.id]);
  expect((await dishes()).find(({ id }) => id === dish.id)?.imageUrl).toBe(url);
  expect((await app.anyone.get(url)).status).toBe(200);

  expect((await owner.changeItem(dish.id, { imageUrl: null })).imageUrl).toBeNull();
  expect((await dishes()).find(({ id }) => id === dish.id)?.imageUrl).toBeNull();
});

test('a picture is in use while any dish shows it', async () => {
  const [first, second] = [await upload(owner, file), await upload(owner, file)];
  const isUnused = async (url: string) => (await rowOf(app, url))?.unused_since !== null;
  expect([await isUnused(first), await isUnused(second)]).toEqual([true, true]);
  await owner.changeItem(dish.id, { imageUrl: first });
  await owner.changeItem(other.id, { imageUrl: first });
  await owner.changeItem(dish.id, { imageUrl: second });
  expect([await isUnused(first), await isUnused(second)]).toEqual([false, false]);
  await owner.changeItem(other.id, { imageUrl: null });
  expect([await isUnused(first), await isUnused(second)]).toEqual([true, false]);
  await owner.changeItem(dish.id, { imageUrl: second, price: 100 });
  expect(await isUnused(second)).toBe(false);
});

test('changes of one dish at the same moment leave only the picture that it shows in use', async () => {
  const urls = await Promise.all(Array.from({ length: 4 }, () => upload(owner, file)));
  await Promise.all(urls.map((url) => owner.changeItem(dish.id, { imageUrl: url })));
  const shown = await imageUrl(owner.client, dish.id);
  for (const url of urls) {
    expect((await rowOf(app, url))?.unused_since === null, `${url}, shown: ${shown}`).toBe(url === shown);
  }
});

test('only a picture that the store has uploaded can be shown', async () => {
  await openNeighbour(app);
  const nextDoor = await signIn(app.anyone, { ...neighbour, username: 'owner' });
  const foreign = await upload(nextDoor, file);
  const own = await upload(owner, file);
  const shown = await imageUrl(owner.client, dish.id);
  const none = [
    foreign,
    '/uploads/01980000-0000-7000-8000-000000000000.webp',
    other.imageUrl,
    own.replace('.webp', '-640.webp'),
    `https://elsewhere.example.com${own}`,
    `//elsewhere.example.com${own}`,
    `/x${own}`,
    'javascript:alert(1)',
  ];
  for (const url of none) {
    const answer = await owner.tryToChangeItem(dish.id, { imageUrl: url, price: 1 });
    expect(answer.faultsAt(), String(url)).toEqual(['/imageUrl']);
  }
  for (const url of ['', 7]) {
    const body = { imageUrl: url };
    const answer = await owner.client.callBadly(endpoints.changeMenuItem, { params: { id: dish.id }, body });
    expect(answer.status).toBe(400);
  }
  const after = (await owner.client.call(endpoints.readMenuItem, { params: { id: dish.id } })).ok();
  expect([after.imageUrl, after.price === 1]).toEqual([shown, false]);
});

test('saying what a dish shows already changes nothing, whoever brought the picture', async () => {
  const [demo] = (await dishes()).filter((each) => each.imageUrl?.includes('/demo/'));
  if (!demo) throw new Error('No dish has its first picture still.');
  expect((await owner.changeItem(demo.id, { imageUrl: demo.imageUrl })).imageUrl).toBe(demo.imageUrl);
});

test('pictures are for the owner and managers', async () => {
  await employ(app, 'manager', 'manager-password');
  await employ(app, 'staff', 'staff-password');
  const manager = await signIn(app.anyone, { username: 'manager', password: 'manager-password' });
  const waiter = await signIn(app.anyone, { username: 'staff', password: 'staff-password' });
  const url = await upload(owner, file);
  (await waiter.tryToChangeItem(dish.id, { imageUrl: url })).refused('forbidden');
  (await waiter.tryToChangeItem(dish.id, { imageUrl: null })).refused('forbidden');
  (await guest.client.call(endpoints.changeMenuItem, { params: { id: dish.id }, body: { imageUrl: url } })).refused(
    'forbidden',
  );
  expect((await manager.changeItem(dish.id, { imageUrl: url })).imageUrl).toBe(url);
});

test('behind a public base, browsers fetch uploads from there and everything else from here', async () => {
  const base = 'https://cdn.example.com/soban';
  const behind = await appOfThisTest({ UPLOAD_PUBLIC_URL: `${base}/` });
  const staff = await signIn(behind.anyone);
  const url = await upload(staff, file);
  expect(url).toBe(`${base}/uploads/${pictureIdIn(url)}.webp`);
  const [item, demo] = new Dishes((await staff.client.call(endpoints.readMenu)).ok()).all.filter(
    (each) => each.imageUrl,
  );
  if (!item || !demo) throw new Error('The menu has no pictures.');
  expect(demo.imageUrl).toMatch(/^\/uploads\/demo\//);
  for (const address of [url, null, url.replace(base, '')]) {
    const shown = address && url;
    expect((await staff.changeItem(item.id, { imageUrl: address })).imageUrl).toBe(shown);
    expect(await imageUrl(staff.client, item.id)).toBe(shown);
  }
  const policy = (await behind.anyone.get(demo.imageUrl ?? '')).headers.get('content-security-policy');
  expect(policy).toContain("img-src 'self' data: blob: https://cdn.example.com;");
  const row = await behind.database.read
    .selectFrom('menu_items')
    .select('image_url')
    .where('id', '=', item.id)
    .executeTakeFirst();
  expect(row?.image_url).toBe(url.replace(base, ''));
});
