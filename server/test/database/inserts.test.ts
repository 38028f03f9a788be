import fc from 'fast-check';
import { expect, test } from 'vitest';
import { preparedInsert } from '../../src/db/prepared.ts';
import type { EventRow } from '../../src/db/schema.ts';
import { appOfThisTest } from '../harness/app-harness.ts';

const row: EventRow = {
  store_id: 'the store',
  sequence: 1,
  type: 'the type',
  table_id: 'the table',
  data: 'the data',
  created_at: 1_700_000_000_000,
};

test('a row’s values go to the columns of their names, in whatever order it has them', async () => {
  const { database } = await appOfThisTest();
  const names = Object.keys(row) as (keyof EventRow)[];
  const shuffled = fc.shuffledSubarray(names, { minLength: names.length, maxLength: names.length });
  let sequence = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(shuffled, { minLength: 1, maxLength: 3 }), { minLength: 2 }), async (calls) => {
      const insert = preparedInsert('events');
      for (const orders of calls) {
        const rows = orders.map((order) => {
          sequence += 1;
          const named: EventRow = { ...row, sequence };
          // What is there already keeps its place among the keys.
          return Object.assign(Object.fromEntries(order.map((name) => [name, named[name]])), named);
        });
        await database.transaction((tx) => insert(tx, rows));
      }
    }),
    { numRuns: 30 },
  );
  const stored = await database.read
    .selectFrom('events')
    .selectAll()
    .where('store_id', '=', row.store_id)
    .orderBy('sequence')
    .execute();
  expect(stored.map((one) => ({ ...one, sequence: Number(one.sequence), created_at: Number(one.created_at) }))).toEqual(
    Array.from({ length: sequence }, (_, at) => ({ ...row, sequence: at + 1 })),
  );
});
