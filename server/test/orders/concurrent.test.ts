import { randomUUID } from 'node:crypto';
import { placeOrder } from '@soban/contract/endpoints';
import type { Order, PlaceOrder } from '@soban/contract/orders';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf, wish } from '../harness/dishes.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const guests = await Promise.all(Array.from({ length: 12 }, (_, at) => pair(app.anyone, at + 1)));
const [first] = guests;
if (!first) throw new Error('No guests.');
const dishes = new Dishes(await first.menu());

type Kind = 'good' | 'sold out' | 'bad option' | 'wrong total' | 'given up' | 'doubled';
const kinds: Kind[] = ['good', 'good', 'good', 'sold out', 'bad option', 'wrong total', 'given up', 'doubled'];

/** Sends the order and loses the connection before the answer, whenever that is. */
async function giveUp(guest: Guest, order: PlaceOrder, key: string, after: number): Promise<void> {
  const cut = new AbortController();
  const sent = fetch(app.url + placeOrder.path, {
    method: placeOrder.method,
    headers: { ...guest.client.headers, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(order),
    signal: cut.signal,
  });
  setTimeout(() => cut.abort(), after);
  await sent.then((response) => response.text()).catch(() => undefined);
}

/** One attempt to order; answers the orders that were acknowledged. */
async function attempt(kind: Kind, guest: Guest, quantity: number, after: number): Promise<Order[]> {
  const good = { items: [wish(dishes.plain, quantity), wish(dishes.choosy)] };
  switch (kind) {
    case 'good':
      return [await guest.order(good)];
    case 'doubled': {
      const key = randomUUID();
      return Promise.all([guest.order(good, key), guest.order(good, key), guest.order(good, key)]);
    }
    case 'sold out':
      (await guest.place({ items: [...good.items, wish(dishes.soldOut)] })).refused('sold_out');
      return [];
    case 'bad option':
      (await guest.place({ items: [wish(dishes.choosy, 1, { optionIds: [] })] })).refused('option_required');
      return [];
    case 'wrong total':
      (await guest.place({ ...good, expectedTotal: 1 })).refused('price_changed');
      return [];
    case 'given up': {
      const key = randomUUID();
      await giveUp(guest, good, key, after);
      // Whether or not it arrived the first time: the retry settles it, as one order.
      return [await guest.order(good, key)];
    }
  }
}

test('many tables ordering at once, with failures among them: numbers and events run 1..N without gap or double', async () => {
  const attempts = fc.array(
    fc.record({
      kind: fc.constantFrom(...kinds),
      table: fc.nat({ max: guests.length - 1 }),
      quantity: fc.integer({ min: 1, max: 9 }),
      after: fc.nat({ max: 8 }),
    }),
    { minLength: 60, maxLength: 120 },
  );
  const acknowledged = new Map<string, Order>();
  await fc.assert(
    fc.asyncProperty(attempts, async (batch) => {
      const answers = await Promise.all(
        batch.map(({ kind, table, quantity, after }) => attempt(kind, guests[table] ?? first, quantity, after)),
      );
      for (const order of answers.flat()) acknowledged.set(order.id, order);
      await expectSound(app.database, [...acknowledged.values()]);
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 120_000);

test('prices that change in the midst of it are charged as they were at that moment, never mixed', async () => {
  const dish = dishes.plain;
  let price = dish.price;
  const valid = new Set([price]);
  const ordering = Promise.all(
    guests.flatMap((guest) => Array.from({ length: 8 }, () => guest.order(orderOf(dish, 2)))),
  );
  for (let change = 1; change <= 10; change += 1) {
    price += 100;
    valid.add(price);
    await owner.changeItem(dish.id, { price });
  }
  for (const { items, total } of await ordering) {
    const unitPrice = items[0]?.unitPrice ?? 0;
    expect(valid).toContain(unitPrice);
    expect(total).toBe(unitPrice * 2);
  }
  const last = await first.order({ ...orderOf(dish), expectedTotal: price });
  expect(last.total).toBe(price);
});

test('a visit may be ended in the midst of it, and every order is in exactly one', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const ordering = guests.flatMap((guest) => Array.from({ length: 4 }, () => guest.order(orderOf(dishes.plain))));
    const endings = await Promise.all(guests.map(({ table }) => owner.tryToEndSession(table.id)));
    // Where transactions run side by side the end may come first, to a table where nobody sits yet.
    for (const answer of endings) if (answer.status !== 200) answer.refused('session_ended');
    await Promise.all(ordering);
  }
  await expectSound(app.database, []);
});
