import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appOfThisTest, type TestApp } from '../harness/app-harness.ts';
import { Dishes, orderOf, wish } from '../harness/dishes.ts';
import { listen, storeStream } from '../harness/event-reader.ts';
import { type Guest, pair } from '../harness/guest.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';

const allTables = (app: TestApp) => Promise.all(Array.from({ length: 12 }, (_, at) => pair(app.anyone, at + 1)));
const dishesFor = async ([guest]: Guest[]) => new Dishes((await guest?.menu()) ?? { categories: [] });

test('orders that commit together fail each for itself alone', async () => {
  const app = await appOfThisTest();
  const guests = await allTables(app);
  const dishes = await dishesFor(guests);
  const board = await listen((await signIn(app.anyone)).client, storeStream);
  const bad = { items: [wish(dishes.plain), wish(dishes.soldOut)] };
  for (let round = 1; round <= 10; round += 1) {
    const answers = await Promise.all(
      guests.flatMap((guest, at) =>
        Array.from({ length: 5 }, (_, n) => guest.place((at + n) % 4 === 0 ? bad : orderOf(dishes.plain))),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(15);
    for (const answer of refused) answer.refused('sold_out');
    await board.untilEvent(round * 45);
    expect(board.heard).toHaveLength(round * 45);
  }
  await expectSound(
    app.database,
    board.heard.flatMap(({ type, data }) => (type === 'order_created' ? [data] : [])),
  );
});

test('while another program holds the database, orders wait or are told to try again, and are taken afterwards', async () => {
  const app = await appOfThisTest();
  const [guest] = await allTables(app);
  if (!guest) throw new Error('No guests.');
  const dish = (await dishesFor([guest])).plain;
  const beside = await app.restaurant.database.open();
  const released = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const holding = beside.transaction(async (tx) => {
    await sql`update stores set name = name`.execute(tx);
    held.resolve();
    await released.promise;
  });
  await held.promise;
  (await guest.place(orderOf(dish), 'while-held')).refused('unavailable');
  released.resolve();
  await holding;
  await beside.close();
  const order = await guest.order(orderOf(dish), 'while-held');
  expect(order.number).toBe('T01-001');
  await expectSound(app.database, [order]);
});
