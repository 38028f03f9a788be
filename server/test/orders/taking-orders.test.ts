import * as endpoints from '@soban/contract/endpoints';
import type { DayHours, OpeningHours, PauseOrders } from '@soban/contract/store';
import { beforeEach, describe, expect, test } from 'vitest';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf, wish } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { employ, neighbour, openNeighbour } from '../harness/second-store.ts';
import { expectSound } from '../harness/soundness.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
await employ(app, 'staff', 'staff-password');
await employ(app, 'kitchen', 'kitchen-password');
await openNeighbour(app);
const owner = await signIn(app.anyone);
const waiter = await signIn(app.anyone, { username: 'staff', password: 'staff-password' });
const cook = await signIn(app.anyone, { username: 'kitchen', password: 'kitchen-password' });
const foreigner = await signIn(app.anyone, neighbour);
const guest = await pair(app.anyone, 1);
const foreignGuest = await pair(app.anyone, 1, neighbour);
const { categories } = await guest.menu();
const [soups, others] = categories.flatMap((category) => {
  const [dish] = new Dishes({ categories: [category] }).plains(1);
  return dish ? [{ id: category.id, dish }] : [];
});
if (!soups || !others) throw new Error('The menu has too few plain dishes.');
const order = orderOf(soups.dish);

const pause = async (body: PauseOrders, by = waiter) => (await by.client.call(endpoints.pauseOrders, { body })).ok();
const resume = async (categoryId?: string) =>
  (await waiter.client.call(endpoints.resumeOrders, { query: { categoryId } })).ok();
const setHours = (hours: OpeningHours | null) => owner.client.call(endpoints.changeStore, { body: { hours } });

const closed: OpeningHours = {
  monday: null,
  tuesday: null,
  wednesday: null,
  thursday: null,
  friday: null,
  saturday: null,
  sunday: null,
};

/** `HH:MM` in Seoul, so many minutes from now. */
const inMinutes = (minutes: number) => new Date(Date.now() + (9 * 60 + minutes) * 60_000).toISOString().slice(11, 16);

/** The same every day, said from now. */
function daily(opens: number, lastOrder: number, closes: number): OpeningHours {
  const day = { open: inMinutes(opens), lastOrder: inMinutes(lastOrder), close: inMinutes(closes) };
  return { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day };
}

beforeEach(async () => {
  await setHours(null);
  const { pauses } = await owner.store();
  for (const { categoryId } of pauses) await resume(categoryId ?? undefined);
});

describe('a pause', () => {
  test('holds from its answer on and says until when, until somebody takes it back', async () => {
    const before = Date.now();
    const { pauses } = await pause({ minutes: 15 });
    const until = pauses[0]?.until ?? '';
    expect(Date.parse(until)).toBeGreaterThanOrEqual(before + 15 * 60_000);
    expect(Date.parse(until)).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
    expect((await guest.place(order)).refused('store_closed')).toMatchObject({ status: 409, until });
    expect((await guest.me()).store.pauses).toEqual(pauses);

    expect((await pause({})).pauses).toEqual([{ categoryId: null, until: null }]);
    expect((await guest.place(order)).refused('store_closed').until).toBeNull();

    expect((await resume()).pauses).toEqual([]);
    await guest.order(order);
  });

  test('of a category keeps back its dishes alone, and names them', async () => {
    await pause({ categoryId: soups.id, minutes: 30 });
    await guest.order(orderOf(others.dish));
    const refusal = (await guest.place({ items: [wish(others.dish), wish(soups.dish), wish(soups.dish, 2)] })).refused(
      'store_closed',
    );
    expect(refusal.items).toEqual([{ menuItemId: soups.dish.id, name: soups.dish.name }]);
    expect(refusal.until).toBe((await owner.store()).pauses[0]?.until);

    // One of everything beside it, and each ends by itself.
    await pause({});
    expect((await guest.place(orderOf(others.dish))).refused('store_closed').items).toBeUndefined();
    expect((await resume()).pauses.map(({ categoryId }) => categoryId)).toEqual([soups.id]);
    await guest.order(orderOf(others.dish));
    (await guest.place(order)).refused('store_closed');
    await resume(soups.id);
    await guest.order(order);
  });

  test('does not take back what was ordered: the same key gets the first answer', async () => {
    const first = await guest.order(order, 'before-the-pause');
    await pause({});
    expect(await guest.order(order, 'before-the-pause')).toEqual(first);
    (await guest.place(order, 'after-the-pause')).refused('store_closed');
    // What was refused left nothing behind, so the same intent may come again.
    await resume();
    await guest.order(order, 'after-the-pause');
  });

  test('keeps back no order of the staff', async () => {
    await pause({});
    await pause({ categoryId: soups.id });
    (await setHours(closed)).ok();
    (await guest.place(order)).refused('store_closed');
    expect((await waiter.place(guest.table.id, order)).ok().items).toHaveLength(1);
  });

  test('that is over by itself keeps nobody back', async () => {
    await app.database.transaction((tx) =>
      tx
        .updateTable('stores')
        .set({ pauses: JSON.stringify([{ categoryId: null, until: new Date(Date.now() - 1).toISOString() }]) })
        .where('code', '=', 'demo')
        .execute(),
    );
    await pause({ categoryId: others.id });
    expect((await owner.store()).pauses.map(({ categoryId }) => categoryId)).toEqual([others.id]);
    await guest.order(order);
  });

  test('is begun and ended by those who look after the guests, in their own store', async () => {
    (await cook.client.call(endpoints.pauseOrders, { body: {} })).refused('forbidden');
    (await cook.client.call(endpoints.resumeOrders)).refused('forbidden');
    (await guest.client.call(endpoints.pauseOrders, { body: {} })).refused('forbidden');
    const strange = { categoryId: soups.id };
    (await foreigner.client.call(endpoints.pauseOrders, { body: strange })).refused('not_found');
    (await foreigner.client.call(endpoints.resumeOrders, { query: strange })).refused('not_found');
    (await waiter.client.call(endpoints.pauseOrders, { body: { categoryId: 'none' } })).refused('not_found');
    await pause({}, foreigner);
    expect((await owner.store()).pauses).toEqual([]);
    await guest.order(order);
    (await foreignGuest.place(orderOf(new Dishes(await foreignGuest.menu()).plain))).refused('store_closed');
  });

  test.each([0, -15, 1441, 1.5, '15'])('has a length that can be: not %s minutes', async (minutes) => {
    const answer = await waiter.client.callBadly(endpoints.pauseOrders, { body: { minutes } });
    expect(answer.faultsAt()).toEqual(['/minutes']);
  });

  test('raced with orders: none that was sent after its answer is taken', async () => {
    const guests = await Promise.all([2, 3, 4, 5, 6].map((table) => pair(app.anyone, table)));
    const placed = [];
    for (let round = 0; round < 6; round += 1) {
      let isPaused = false;
      const racing = guests.map(async (each) => {
        const answers = [];
        for (let more = true; more; ) {
          more = !isPaused;
          const sentAfter = isPaused;
          const answer = await each.place(order);
          if (sentAfter) answer.refused('store_closed');
          answers.push(answer);
        }
        return answers;
      });
      await pause({});
      isPaused = true;
      const answers = (await Promise.all(racing)).flat();
      placed.push(...answers.filter(({ status }) => status === 201).map((answer) => answer.ok()));
      await resume();
    }
    await expectSound(app.database, [...placed]);
  });
});

describe('opening hours', () => {
  test('are none at first, and are told to everybody once there are some', async () => {
    expect(await owner.store()).toMatchObject({ hours: null, openings: null, pauses: [] });
    const hours = daily(-120, 120, 180);
    const after = (await setHours(hours)).ok();
    expect(after.hours).toEqual(hours);
    expect((await guest.me()).store).toMatchObject({ hours, openings: after.openings });
    expect(after.openings?.length).toBeGreaterThanOrEqual(7);
    const [now] = after.openings ?? [];
    expect(Date.parse(now?.opensAt ?? '')).toBeLessThan(Date.now());
    expect(Date.parse(now?.lastOrderAt ?? '')).toBeGreaterThan(Date.now());
    await guest.order(order);
  });

  test('keep guests back after the last order until the next opening', async () => {
    const { openings } = (await setHours(daily(-180, -60, 60))).ok();
    const refusal = (await guest.place(order)).refused('store_closed');
    expect(refusal.until).toBe(openings?.[1]?.opensAt);
    expect(refusal.items).toBeUndefined();
  });

  test('keep guests back all week where every day is closed, and nobody knows until when', async () => {
    (await setHours(closed)).ok();
    expect((await guest.place(order)).refused('store_closed').until).toBeNull();
  });

  test('and a pause together: until both are over', async () => {
    const { openings } = (await setHours(daily(-120, 5, 60))).ok();
    await pause({ minutes: 15 });
    expect((await guest.place(order)).refused('store_closed').until).toBe(openings?.[1]?.opensAt);
  });

  const day = (open: string, lastOrder: string, close: string): DayHours => ({ open, lastOrder, close });
  test.each<[string, Record<string, unknown>, string]>([
    ['24:00', { friday: day('11:00', '23:00', '24:00') }, '/hours/friday/close'],
    ['a time that is none', { friday: day('7:00', '23:00', '23:30') }, '/hours/friday/open'],
    ['open and close alike', { friday: day('11:00', '11:00', '11:00') }, '/hours/friday/close'],
    ['a last order after the close', { friday: day('11:00', '22:30', '22:00') }, '/hours/friday/lastOrder'],
    [
      'two days at once',
      { friday: day('18:00', '05:00', '06:00'), saturday: day('05:00', '09:00', '10:00') },
      '/hours/saturday/open',
    ],
    ['half a day', { friday: { open: '11:00', close: '22:00' } }, '/hours/friday/lastOrder'],
    ['a day that is none', { caturday: null }, '/hours/caturday'],
  ])('that make no sense are refused: %s', async (_, days, fault) => {
    const body = { hours: { ...closed, ...days } };
    expect((await owner.client.callBadly(endpoints.changeStore, { body })).faultsAt()[0]).toBe(fault);
    expect((await owner.store()).hours).toBeNull();
  });

  test('are the owner’s to set, and leave what else is set alone', async () => {
    (await waiter.client.call(endpoints.changeStore, { body: { hours: closed } })).refused('forbidden');
    const before = await owner.store();
    const kitchen = { warnAfterMinutes: 7, lateAfterMinutes: 9 };
    (await owner.client.call(endpoints.changeStore, { body: { kitchen } })).ok();
    await pause({ categoryId: soups.id });
    const after = (await setHours(closed)).ok();
    expect(after).toEqual({
      ...before,
      kitchen,
      hours: closed,
      openings: [],
      pauses: [{ categoryId: soups.id, until: null }],
    });
    (await owner.client.call(endpoints.changeStore, { body: { kitchen: before.kitchen, hours: null } })).ok();
    expect((await owner.client.callBadly(endpoints.changeStore, { body: {} })).faultsAt()).toEqual(['/']);
  });
});
