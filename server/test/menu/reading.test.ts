import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import * as endpoints from '@soban/contract/endpoints';
import type { MenuQuery } from '@soban/contract/menu';
import { type Language, languages } from '@soban/contract/vocabulary';
import { describe, expect, test } from 'vitest';
import { demoMenu } from '../../demo/demo-menu.ts';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes } from '../harness/dishes.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { type StaffMember, signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const guest = await pair(app.anyone, 1);
const owner = await signIn(app.anyone);

test('the whole menu comes in display order, with prices, options and what is sold out', async () => {
  const { categories } = await guest.menu();
  expect(categories.map(({ name }) => name)).toEqual(demoMenu.map(({ name }) => name.ko));
  const shown = categories.map(({ items }) =>
    items.map((item) => ({
      name: item.name,
      price: item.price,
      soldOut: item.soldOut,
      hasPicture: item.imageUrl !== null,
      groups: item.optionGroups.map(({ name, min, max, options }) => ({
        name,
        min,
        max,
        options: options.map(({ name: option, priceDelta, soldOut }) => ({ name: option, priceDelta, soldOut })),
      })),
    })),
  );
  const written = demoMenu.map(({ items }) =>
    items.map((item) => ({
      name: item.name.ko,
      price: item.price,
      soldOut: item.soldOut === true,
      hasPicture: item.picture !== null,
      groups: (item.optionGroups ?? []).map(({ name, min, max, options }) => ({
        name: name.ko,
        min,
        max,
        options: options.map((option) => ({
          name: option.name.ko,
          priceDelta: option.priceDelta,
          soldOut: option.soldOut === true,
        })),
      })),
    })),
  );
  expect(shown).toEqual(written);
});

test('every picture of the menu is there', async () => {
  const { categories } = await guest.menu();
  const pictures = categories.flatMap(({ items }) => items.flatMap(({ imageUrl }) => imageUrl ?? []));
  expect(pictures.length).toBeGreaterThan(30);
  for (const picture of pictures) {
    const response = await fetch(app.url + picture);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(response.headers.get('cache-control')).toContain('max-age');
    await response.arrayBuffer();
  }
});

test('texts come in the language asked for, and in the store’s own where they have no other', async () => {
  const names = async (lang: Language) => (await guest.menu({ lang })).categories.map(({ name }) => name);
  for (const language of languages) {
    expect(await names(language)).toEqual(demoMenu.map(({ name }) => name[language]));
  }
  const written = demoMenu.flatMap(({ items }) => items);
  const shown = (await guest.menu({ lang: 'ja' })).categories.flatMap(({ items }) => items);
  expect(shown.map(({ description }) => description)).toEqual(
    written.map(({ description }) => description.ja ?? description.ko),
  );
  expect((await guest.client.callBadly(endpoints.readMenu, { query: '?lang=xx' })).faultsAt()).toEqual(['lang']);
});

test('one category alone, and none for an id that is not ours', async () => {
  const [, second] = (await guest.menu()).categories;
  expect((await guest.menu({ category: String(second?.id) })).categories).toEqual([second]);
  expect((await guest.menu({ category: 'somewhere-else' })).categories).toEqual([]);
});

test('one item', async () => {
  const [item] = (await guest.menu()).categories[0]?.items ?? [];
  if (!item) throw new Error('The menu is empty.');
  const read = (id: string, lang?: Language) =>
    guest.client.call(endpoints.readMenuItem, { params: { id }, query: { lang } });
  expect((await read(item.id)).ok()).toEqual(item);
  expect((await read(item.id, 'en')).ok().name).toBe(demoMenu[0]?.items[0]?.name.en);
  (await read('0190b5a0-0000-7000-8000-000000000000')).refused('not_found');
});

test('what is hidden is hidden from guests, however they ask, and shown to staff who ask for it', async () => {
  const [item] = (await guest.menu()).categories[1]?.items ?? [];
  if (!item) throw new Error('The menu is empty.');
  await owner.changeItem(item.id, { hidden: true });
  const ids = async ({ client }: Guest | StaffMember, query: MenuQuery = {}) =>
    new Dishes((await client.call(endpoints.readMenu, { query })).ok()).all.map(({ id }) => id);
  expect(await ids(guest)).not.toContain(item.id);
  expect(await ids(guest, { include: 'hidden' })).not.toContain(item.id);
  expect(await ids(owner)).not.toContain(item.id);
  expect(await ids(owner, { include: 'hidden' })).toContain(item.id);
  (await guest.client.call(endpoints.readMenuItem, { params: { id: item.id } })).refused('not_found');
  expect((await owner.client.call(endpoints.readMenuItem, { params: { id: item.id } })).ok().hidden).toBe(true);
  await owner.changeItem(item.id, { hidden: false });
  expect(await ids(guest)).toContain(item.id);
});

describe('a menu that has not changed is not sent again', () => {
  /** The bytes as they come over the wire. */
  const raw = (headers: Record<string, string>) =>
    new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
      (resolve, reject) => {
        const call = request(
          app.url + endpoints.readMenu.path,
          { headers: { ...guest.client.headers, ...headers } },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () =>
              resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
            );
          },
        );
        call.on('error', reject).end();
      },
    );
  const encodings = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body: Buffer) => body };

  test.each(Object.entries(encodings))('in %s', async (encoding, decode) => {
    const first = await raw({ 'accept-encoding': encoding });
    expect(first.status).toBe(200);
    expect(first.headers['content-encoding'] ?? 'identity').toBe(encoding);
    expect(first.headers['content-length']).toBe(String(first.body.length));
    expect(JSON.parse(decode(first.body).toString())).toEqual(await guest.menu());
    const { etag } = first.headers;
    expect(etag).toMatch(/^"[^"]+"$/);
    expect(first.headers['vary']).toMatch(/accept-encoding/i);
    expect(first.headers['cache-control']).toMatch(/private/);

    const again = await raw({ 'accept-encoding': encoding, 'if-none-match': String(etag) });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect(again.headers['etag']).toBe(etag);
    expect(again.headers['x-request-id']).toBeTruthy();
  });

  test('every encoding has a strong tag of its own, and any of this version will do', async () => {
    const tags = new Set<string>();
    for (const encoding of Object.keys(encodings))
      tags.add(String((await raw({ 'accept-encoding': encoding })).headers['etag']));
    expect(tags.size).toBe(3);
    for (const tag of tags) {
      expect((await raw({ 'accept-encoding': 'gzip', 'if-none-match': tag })).status).toBe(304);
      expect((await raw({ 'if-none-match': `"older", W/${tag}` })).status).toBe(304);
    }
    expect((await raw({ 'if-none-match': '"another"' })).status).toBe(200);
  });

  test('languages and categories have tags of their own', async () => {
    const tagOf = async (query: MenuQuery = {}) =>
      (await guest.client.call(endpoints.readMenu, { query })).headers.get('etag');
    const [category] = (await guest.menu()).categories;
    const tags = [await tagOf(), await tagOf({ lang: 'en' }), await tagOf({ category: String(category?.id) })];
    expect(new Set(tags).size).toBe(3);
  });

  test('a tag does not open the menu to somebody who is not signed in', async () => {
    const { etag } = (await raw({})).headers;
    (await app.anyone.with({ 'if-none-match': String(etag) }).call(endpoints.readMenu)).refused('unauthenticated');
  });
});
