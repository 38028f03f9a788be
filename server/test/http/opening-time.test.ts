import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as endpoints from '@soban/contract/endpoints';
import { expect, test } from 'vitest';
import { startApp, type TestApp } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { type EventReader, openStream } from '../harness/event-reader.ts';
import { Guest, pair } from '../harness/guest.ts';
import { newRestaurant } from '../harness/restaurant.ts';
import { signIn } from '../harness/staff.ts';

/** A large shop, all of whose devices share one address, with the limits that a server has where nothing is set. */
const tablets = 60;
const phones = 100;
const defaults = { RATE_LIMIT_PER_MINUTE: '', MAX_CONNECTIONS: '', MAX_CONNECTIONS_PER_ADDRESS: '' };

const dist = join(import.meta.dirname, '../../../web/guest/dist');
/** What a browser fetches for the guest app; where it is not built, as many addresses where nothing is. */
const files = existsSync(dist)
  ? readdirSync(join(dist, 'assets')).filter((name) => /\.(js|css)$/.test(name))
  : Array.from({ length: 20 }, (_, number) => `none-${number}.js`);

/** Answers by their status, over the whole shop. */
type Statuses = Map<number, number>;

function count(statuses: Statuses, status: number): void {
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

/** The page and all that belongs to it, as a browser without any of it loads it. */
async function load({ anyone }: TestApp, statuses: Statuses): Promise<void> {
  const paths = [
    '/',
    ...files.map((name) => `/assets/${name}`),
    '/manifest.webmanifest',
    '/favicon.svg',
    '/icons/icon-192.png',
  ];
  for (const path of paths) count(statuses, (await anyone.with({ accept: 'text/html' }).get(path)).status);
}

/** What a screen does whenever it comes up: it asks for everything, and listens. */
async function comeUp(guest: Guest, statuses: Statuses): Promise<EventReader> {
  const { client } = guest;
  count(statuses, (await client.call(endpoints.whoAmI)).status);
  count(statuses, (await client.call(endpoints.readMenu)).status);
  count(statuses, (await client.call(endpoints.listOrders)).status);
  count(statuses, (await client.call(endpoints.readMenu, { query: { lang: 'en' } })).status);
  return openStream(client, guest.streamPath);
}

test('a shop of 60 tablets and 100 phones behind one address is never told to wait', async () => {
  const restaurant = newRestaurant();
  const statuses: Statuses = new Map();
  const streams: EventReader[] = [];
  let app = await startApp(defaults, restaurant);
  try {
    const owner = await signIn(app.anyone);
    const { tables } = await owner.board();
    const guests: Guest[] = [];
    for (let device = 0; device < tablets + phones; device += 1) {
      await load(app, statuses);
      guests.push(await pair(app.anyone, tables[device % tables.length]?.number ?? 1));
    }
    const [first] = guests;
    const dishes = new Dishes(await (first as Guest).menu());
    // As many as a screen shows before anybody moves it; browsers fetch the others when they come into view.
    const pictures = dishes.all.flatMap(({ imageUrl }) => imageUrl ?? []).slice(0, 16);

    /** All devices at once, each one thing after the other. */
    const everybody = (act: (guest: Guest) => Promise<unknown>) => Promise.all(guests.map((guest) => act(guest)));
    await everybody(async (guest) => {
      streams.push(await comeUp(guest, statuses));
      for (const path of pictures) count(statuses, (await app.anyone.get(path)).status);
      count(statuses, (await guest.place(orderOf(dishes.plain))).status);
      for (let poll = 0; poll < 3; poll += 1) count(statuses, (await guest.client.call(endpoints.listOrders)).status);
    });

    // The server starts again: nobody is known to it, and all come back at once.
    await app.stop();
    app = await startApp(defaults, restaurant);
    await everybody(async (before) => {
      const guest = new Guest(app.anyone, before);
      streams.push(await comeUp(guest, statuses));
      count(statuses, (await app.anyone.with({ accept: 'text/html' }).get('/')).status);
      count(statuses, (await guest.place(orderOf(dishes.plain))).status);
    });
    const kinds = [...statuses.keys()].filter((status) => ![200, 201, 404].includes(status));
    expect(kinds, JSON.stringify([...statuses])).toEqual([]);
    expect(statuses.get(201)).toBe(2 * (tablets + phones));
  } finally {
    await Promise.all(streams.map((stream) => stream.cut()));
    await app.stop();
    await restaurant.remove();
  }
}, 300_000);
