import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../cells.ts';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';
import { type Floor, floorCommands, newFloor } from './lifecycle-model.ts';

const app = await appOfThisFile();
const [owner, colleague] = [await signIn(app.anyone), await signIn(app.anyone)];
const guests = [await pair(app.anyone, 1), await pair(app.anyone, 2)];
const [first] = guests;
if (!first) throw new Error('No guests.');
const dishes = new Dishes(await first.menu()).plains(5);

test('whatever guests and staff do, in whatever order, statuses, totals and refusals are the model’s', async () => {
  const real: Floor = { guests, owner, colleague, dishes };
  await fc.assert(
    fc.asyncProperty(fc.commands(floorCommands, { maxCommands: 30, size: 'max' }), async (commands) => {
      // Every run starts with empty tables.
      for (const { table } of guests) await owner.tryToEndSession(table.id);
      await fc.asyncModelRun(() => ({ model: newFloor(guests.length), real }), commands);
    }),
    { numRuns: rounds({ most: 60, else: 20 }), endOnFailure: false },
  );
}, 120_000);

test('of many who move one order the same step at once, exactly one has moved it', async () => {
  for (let round = 1; round <= 10; round += 1) {
    const [dish] = dishes;
    if (!dish) throw new Error('No dish.');
    const { id } = await first.order({ items: [{ menuItemId: dish.id, quantity: 1 }] });
    const everybody = Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? owner : colleague));
    const answers = await Promise.all(everybody.map((staff) => staff.tryToMove(id, 'preparing', 'pending')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 200) answer.refused('invalid_transition');
    await owner.endSession(first.table.id);
  }
});
