import type { Order } from '@soban/contract/orders';
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

/** Takes the room that the file could still grow into: SQLite takes a limit below what there is for what there is. */
const fill = (app: TestApp) => limit(app, 1);
const makeRoom = (app: TestApp) => limit(app, 1_000_000_000);

async function limit({ database }: TestApp, pages: number): Promise<void> {
  await database.transaction((tx) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(tx));
}

test('on a full disk orders are answered 503, nothing acknowledged is lost, and all is well once there is room', async () => {
  const app = await appOfThisTest();
  const guests = await allTables(app);
  const dishes = await dishesFor(guests);
  const owner = await signIn(app.anyone);
  const board = await listen(owner.client, storeStream);
  const order = { items: [wish(dishes.plain, 2), wish(dishes.choosy)], note: 'for the whole table' };

  await fill(app);
  const attempts = guests.flatMap((guest) => Array.from({ length: 20 }, (_, at) => ({ guest, key: `full-${at}` })));
  const told: Order[] = [];
  let refused = 0;
  for (const wave of [attempts.slice(0, 60), attempts.slice(60, 120), attempts.slice(120)]) {
    const answers = await Promise.all(wave.map(({ guest, key }) => guest.place(order, key)));
    for (const answer of answers) {
      if (answer.status === 201) {
        told.push(answer.ok());
        continue;
      }
      answer.refused('unavailable');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(answer.text).not.toMatch(/sqlite|full|disk|page/i);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(0);
  // What is there can still be read, and what has been acknowledged is there.
  expect((await owner.board()).tables).toHaveLength(12);
  await expectSound(app.database, told);

  await makeRoom(app);
  const answers = await Promise.all(attempts.map(({ guest, key }) => guest.order(order, key)));
  for (const first of told) expect(answers).toContainEqual(first);
  expect(new Set(answers.map(({ id }) => id)).size).toBe(attempts.length);
  await expectSound(app.database, answers);
  await board.untilEvent(attempts.length);
  expect(board.ids).toEqual(attempts.map((_, at) => at + 1));
});

test('on a full disk other changes are refused alike, and what there is stays as it was', async () => {
  const app = await appOfThisTest();
  const [guest] = await allTables(app);
  if (!guest) throw new Error('No guests.');
  const owner = await signIn(app.anyone);
  const order = await guest.order(orderOf((await dishesFor([guest])).plain));
  await fill(app);
  const rename = (n: number) => owner.tryToChangeTable(guest.table.id, { name: `Table ${n}` });
  // What room there is in the pages that are there already is used up soon.
  let answer = await rename(1);
  for (let n = 2; answer.status === 200 && n < 1000; n += 1) answer = await rename(n);
  answer.refused('unavailable');
  expect((await owner.readOrder(order.id)).status).toBe('pending');
  await makeRoom(app);
  await owner.move(order.id, 'preparing');
  await expectSound(app.database, []);
});
