import * as endpoints from '@soban/contract/endpoints';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../cells.ts';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { type EventReader, openStream } from '../harness/event-reader.ts';
import { Guest, join, pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const tablet = await pair(app.anyone, 1);
const dish = new Dishes(await tablet.menu()).plain;
const tableId = tablet.table.id;
const elsewhere = (await pair(app.anyone, 2)).table.id;

/** One phone in somebody's hand: the sign-in it has, and the visit it may see by what it was told. */
class Phone {
  guest: Guest | undefined;
  visitId: string | undefined;
  readonly streams: { reader: EventReader; visitId: () => string | undefined }[] = [];

  async join(token: string): Promise<void> {
    const answer = await join(app.anyone, token);
    if (answer.status !== 200) return;
    const joined = answer.ok();
    this.guest = new Guest(app.anyone, joined);
    this.visitId = joined.session?.id;
  }

  async order(): Promise<void> {
    const answer = await this.guest?.place(orderOf(dish));
    if (answer?.status !== 201) return;
    const { sessionId } = answer.ok();
    this.visitId ??= sessionId;
    expect(sessionId, 'an order goes to the phone’s own visit').toBe(this.visitId);
  }

  async listen(): Promise<void> {
    if (!this.guest) return;
    const may = { visitId: this.visitId };
    const { client, streamPath } = this.guest;
    const reader = await openStream(client, streamPath, { lastEventId: '0' }).catch(() => undefined);
    if (reader) this.streams.push({ reader, visitId: () => may.visitId });
  }

  /** By every way there is to look. */
  async look(orderIds: readonly string[]): Promise<void> {
    if (!this.guest) return;
    const { client } = this.guest;
    const page = await client.call(endpoints.listOrders, { query: { limit: 100 } });
    if (page.status === 200) {
      const { items, session } = page.ok();
      for (const { sessionId } of items) expect(sessionId).toBe(this.visitId);
      if (session) expect(session.id).toBe(this.visitId);
    }
    for (const id of orderIds) {
      const one = await client.call(endpoints.readOrder, { params: { id } });
      if (one.status === 200) expect(one.ok().sessionId).toBe(this.visitId);
    }
  }

  async end(): Promise<void> {
    for (const { reader, visitId } of this.streams) {
      await reader.cut();
      for (const { type, data } of reader.heard) {
        if (type.startsWith('order_')) expect(data).toMatchObject({ sessionId: visitId() });
        if (type.startsWith('session_')) expect(data).toMatchObject({ id: visitId() });
      }
    }
  }
}

const phone = fc.nat({ max: 2 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('join' as const), phone, old: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('order' as const), phone }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('listen' as const), phone }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'tablet' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'end' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'seat' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'move' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'rotate' as const }) },
);

async function end(id: string, before: string): Promise<string> {
  const answer = await owner.tryToEndSession(id);
  return answer.status === 200 ? answer.ok().id : before;
}

/** Where it can be: others may sit there by now. */
async function reopen(id: string): Promise<void> {
  if (id !== '') await owner.client.call(endpoints.reopenSession, { params: { id } });
}

/** Whoever sits at one of the two tables goes to the other, where it is free. */
async function move(): Promise<void> {
  const places = [await owner.boardTable(tableId), await owner.boardTable(elsewhere)];
  const from = places.find(({ session }) => session);
  const to = places.find(({ session }) => !session);
  if (!from?.session || !to) return;
  await owner.client.call(endpoints.moveSession, { params: { id: from.session.id }, body: { tableId: to.id } });
}

test('whatever is scanned, ordered, moved, ended, reopened and rotated: a phone sees its own visit and never another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24, size: 'max' }), async (steps) => {
      for (const id of [tableId, elsewhere]) await owner.tryToEndSession(id);
      let ended = '';
      const phones = [new Phone(), new Phone(), new Phone()] as const;
      const tokens = [await owner.joinToken(tableId)];
      const orderIds = new Set<string>();
      for (const each of steps) {
        const chosen = 'phone' in each ? phones[each.phone] : undefined;
        if (each.kind === 'join') await chosen?.join((each.old ? tokens[0] : tokens.at(-1)) ?? '');
        else if (each.kind === 'order') await chosen?.order();
        else if (each.kind === 'listen') await chosen?.listen();
        else if (each.kind === 'tablet') await tablet.order(orderOf(dish));
        else if (each.kind === 'end') ended = await end(tableId, ended);
        else if (each.kind === 'reopen') await reopen(ended);
        else if (each.kind === 'move') await move();
        else if (each.kind === 'rotate') tokens.push(await owner.rotate(tableId));
        else await owner.client.call(endpoints.startSession, { params: { id: tableId }, body: {} });
        for (const { orders } of (await owner.board()).tables) for (const { id } of orders) orderIds.add(id);
        for (const one of phones) await one.look([...orderIds].slice(-6));
      }
      for (const one of phones) await one.end();
    }),
    { numRuns: rounds({ most: 20, else: 5 }) },
  );
}, 120_000);
