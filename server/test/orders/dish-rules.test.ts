import * as endpoints from '@soban/contract/endpoints';
import type { PatchMenuItem } from '@soban/contract/menu';
import { afterEach, describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf, requiredOptions, wish } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { employ } from '../harness/second-store.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
await employ(app, 'manager', 'manager-password');
await employ(app, 'staff', 'staff-password');
const owner = await signIn(app.anyone);
const manager = await signIn(app.anyone, { username: 'manager', password: 'manager-password' });
const waiter = await signIn(app.anyone, { username: 'staff', password: 'staff-password' });
const guest = await pair(app.anyone, 1);
const dishes = new Dishes(await guest.menu());
const { choosy } = dishes;
const [plain, other] = dishes.plains(2);
if (!plain || !other) throw new Error('The menu has too few plain dishes.');

const none = { minQuantity: 1, maxQuantity: null, perHead: false };
afterEach(async () => {
  for (const dish of [plain, other, choosy]) await owner.changeItem(dish.id, { ...none, soldOut: false });
  if ((await owner.boardTable(guest.table.id)).session) await owner.endSession(guest.table.id);
});

const seat = async (partySize: number) => {
  const answer = await waiter.client.call(endpoints.startSession, {
    params: { id: guest.table.id },
    body: { partySize },
  });
  answer.ok();
};

test('the demo has a dish from two servings on', async () => {
  expect(dishes.all.filter(({ minQuantity }) => minQuantity > 1).map(({ minQuantity }) => minQuantity)).toEqual([2]);
  expect(dishes.plain).toMatchObject(none);
});

describe('how many', () => {
  test('are at least and at most so many, and are told on the menu', async () => {
    const rules = { minQuantity: 2, maxQuantity: 4 };
    expect(await manager.changeItem(plain.id, rules)).toEqual({ ...plain, ...rules });
    expect(new Dishes(await guest.menu()).all.find(({ id }) => id === plain.id)).toMatchObject(rules);
    const few = (await guest.place(orderOf(plain, 1))).refused('validation_failed');
    expect(few.errors).toEqual([{ path: '/items/0/quantity', message: `${plain.name}: order at least 2, not 1.` }]);
    const many = (await guest.place({ items: [wish(other), wish(plain, 5)] })).refused('validation_failed');
    expect(many.errors).toEqual([{ path: '/items/1/quantity', message: `${plain.name}: order at most 4, not 5.` }]);
    await guest.order(orderOf(plain, 2));
    await guest.order(orderOf(plain, 4));
    // Each order by itself, and staff by the same rule.
    (await waiter.place(guest.table.id, orderOf(plain, 1))).refused('validation_failed');
    await guest.order(orderOf(other, 1));
  });

  test('are counted over all lines of the dish, whatever is chosen with it', async () => {
    await owner.changeItem(choosy.id, { minQuantity: 2, maxQuantity: 3 });
    const [group] = choosy.optionGroups;
    const another = group?.options.filter(({ soldOut }) => !soldOut).at(-1);
    const optionIds = [...(another ? [another.id] : []), ...requiredOptions(choosy).slice(1)];
    await guest.order({ items: [wish(choosy, 1), wish(choosy, 1, { optionIds })] });
    const refusal = (await guest.place({ items: [wish(choosy, 2), wish(choosy, 2, { optionIds })] })).refused(
      'validation_failed',
    );
    expect(refusal.errors?.map(({ path }) => path)).toEqual(['/items/0/quantity']);
  });

  test('never are none: at least is not more than at most, whichever is set last', async () => {
    const faults = async (change: PatchMenuItem) => (await owner.tryToChangeItem(plain.id, change)).faultsAt();
    expect(await faults({ minQuantity: 3, maxQuantity: 2 })).toEqual(['/maxQuantity']);
    await owner.changeItem(plain.id, { maxQuantity: 4 });
    expect(await faults({ minQuantity: 5 })).toEqual(['/minQuantity']);
    await owner.changeItem(plain.id, { minQuantity: 4 });
    expect(await faults({ maxQuantity: 3 })).toEqual(['/maxQuantity']);
    await owner.changeItem(plain.id, { minQuantity: 9, maxQuantity: null });
    for (const minQuantity of [0, -1, 100, 1.5]) expect(await faults({ minQuantity })).toEqual(['/minQuantity']);
    expect(new Dishes(await guest.menu()).all.find(({ id }) => id === plain.id)?.minQuantity).toBe(9);
  });

  test.each<PatchMenuItem>([{ minQuantity: 2 }, { maxQuantity: 2 }, { perHead: true }])(
    '%o is for owner and manager to set',
    async (change) => {
      (await waiter.tryToChangeItem(plain.id, change)).refused('forbidden');
      await manager.changeItem(plain.id, change);
    },
  );
});

describe('one per head', () => {
  test('is what a party’s first order has, where somebody has said how many they are', async () => {
    await owner.changeItem(plain.id, { perHead: true });
    await seat(3);
    const refusal = (await guest.place({ items: [wish(plain, 2), wish(other, 4)] })).refused('validation_failed');
    expect(refusal.errors).toEqual([
      {
        path: '/items',
        message: 'The first order for 3 people has at least 3 of the dishes marked per head: 1 more.',
      },
    ]);
    expect((await owner.boardTable(guest.table.id)).session).toMatchObject({ orderCount: 0, total: 0 });
    await guest.order({ items: [wish(plain, 2), wish(plain, 1), wish(other)] });
    await guest.order(orderOf(other));
  });

  test('is not asked of a party that nobody has counted, nor of the staff', async () => {
    await owner.changeItem(plain.id, { perHead: true });
    await guest.order(orderOf(other));
    await owner.endSession(guest.table.id);
    await seat(4);
    (await waiter.place(guest.table.id, orderOf(other))).ok();
    await guest.order(orderOf(other));
  });

  test('is not asked for while none of those dishes can be had', async () => {
    await owner.changeItem(plain.id, { perHead: true, soldOut: true });
    await seat(2);
    await guest.order(orderOf(other));
  });
});
