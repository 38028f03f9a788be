import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Order, PlaceOrder } from '@soban/contract/orders';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds, thisCell } from '../cells.ts';
import { Dishes, orderOf, wish } from '../harness/dishes.ts';
import { Guest, pair } from '../harness/guest.ts';
import { processOfThisTest, type RestaurantProcess } from '../harness/process-harness.ts';
import { expectSound } from '../harness/soundness.ts';

const kills = rounds({ most: 50, else: thisCell.transport === 'in-process' ? 10 : 3 });
const atOnce = 50;

interface Intent {
  guest: Guest;
  key: string;
  order: PlaceOrder;
  acknowledged: Order | undefined;
}

/** Sends an intent as its tablet would: it may be answered, or lost with the server. */
async function send({ anyone }: RestaurantProcess, intent: Intent): Promise<void> {
  const { guest, key, order } = intent;
  const answer = await new Guest(anyone, guest).place(order, key).catch(() => undefined);
  // A server that is being killed may still answer 503; everything else is its word.
  if (!answer || answer.status === 503) return;
  const told = answer.ok();
  if (intent.acknowledged) expect(told, 'a retry gets the first answer').toEqual(intent.acknowledged);
  intent.acknowledged = told;
}

test(`killed ${kills} times in the midst of ${atOnce} orders, the server loses none and makes none twice`, async () => {
  const server = await processOfThisTest();
  const guests = await Promise.all(Array.from({ length: 12 }, (_, at) => pair(server.anyone, at + 1)));
  const dishes = new Dishes((await guests[0]?.menu()) ?? { categories: [] });
  const orders = [orderOf(dishes.plain, 2), { items: [wish(dishes.choosy), wish(dishes.plain)], note: 'all together' }];
  // When each round ends: so many answers and so many milliseconds into it.
  const seed = Number(process.env['SOBAN_KILL_SEED'] ?? Date.now());
  const moment = fc.record({ answers: fc.nat({ max: atOnce }), later: fc.nat({ max: 5 }) });
  const moments = fc.sample(moment, { numRuns: kills, seed });

  const intents: Intent[] = [];
  let lost: Intent[] = [];
  for (const { answers, later } of moments) {
    const fresh = Array.from({ length: atOnce }, (_, at): Intent => {
      const guest = guests[at % guests.length];
      const order = orders[at % orders.length];
      if (!guest || !order) throw new Error('Nobody to order.');
      return { guest, key: randomUUID(), order, acknowledged: undefined };
    });
    intents.push(...fresh);
    // Whatever was not answered before the last cut is sent again, and so are some that were.
    const again = intents.filter(({ acknowledged }, at) => acknowledged && at % 37 === 0);
    const enough = Promise.withResolvers<void>();
    let open = answers;
    const sent = [...lost, ...again, ...fresh].map(async (intent) => {
      await send(server, intent);
      open -= 1;
      if (open <= 0) enough.resolve();
    });
    if (answers > 0) await enough.promise;
    await wait(later);
    await server.kill();
    await Promise.all(sent);
    lost = intents.filter(({ acknowledged }) => !acknowledged);
    await server.start();
  }

  // No more at once than one address may have connections.
  for (let at = 0; at < intents.length; at += 200) {
    await Promise.all(intents.slice(at, at + 200).map((intent) => send(server, intent)));
  }
  expect(await server.stop(), `SOBAN_KILL_SEED=${seed}`).toBe(0);
  const told = intents.flatMap(({ acknowledged }) => acknowledged ?? []);
  expect(told).toHaveLength(kills * atOnce);
  expect(new Set(told.map(({ id }) => id)).size, 'one intent is one order').toBe(kills * atOnce);

  const database = await server.restaurant.database.open();
  try {
    await expectSound(database, told);
    const { orders: stored } = await database.read
      .selectFrom('orders')
      .select((eb) => eb.fn.countAll<number>().as('orders'))
      .executeTakeFirstOrThrow();
    expect(stored, 'and no order is nobody’s').toBe(kills * atOnce);
  } finally {
    await database.close();
  }
  expect(await server.restaurant.database.damage()).toEqual([]);
}, 600_000);
