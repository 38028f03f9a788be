import { setTimeout as wait } from 'node:timers/promises';
import type { Board, BoardTable } from '@soban/contract/board';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../harness/board-fold.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { type Heard, openStream, storeStream } from '../harness/event-reader.ts';
import { Guest, pair } from '../harness/guest.ts';
import { processOfThisTest, type RestaurantProcess } from '../harness/process-harness.ts';
import { StaffMember, signIn } from '../harness/staff.ts';

/** A board screen: its snapshot, and every event since folded into it. */
class Screen {
  tables = new Map<string, BoardTable>();
  position = 0;
  readonly ids: number[] = [];

  load({ tables, lastEventId }: Board): void {
    this.tables = new Map(tables.map((table) => [table.id, table]));
    this.position = Number(lastEventId);
  }

  hear(event: Heard): void {
    expect(event.type).not.toBe('resync');
    expect(Number(event.id), 'no gap and no double').toBe(this.position + 1);
    this.position += 1;
    this.ids.push(this.position);
    fold(this.tables, event);
  }
}

/** Keeps a screen fed through cuts and restarts, by resuming after its last event, until it has come to `end.at`. */
async function watch(server: RestaurantProcess, token: string, screen: Screen, cuts: number[], end: { at: number }) {
  while (screen.position < end.at) {
    const resume = { lastEventId: String(screen.position) };
    const stream = await openStream(server.anyone.bearing(token), storeStream, resume).catch(() => undefined);
    if (stream) {
      await Promise.race([stream.over, wait(cuts.shift() ?? 100)]);
      await stream.cut();
      for (const event of stream.heard) screen.hear(event);
    } else {
      // The server is away: as a screen does, try again.
      await wait(20);
    }
  }
}

async function settled<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch {
      // The server is away: as a tablet does, try again.
      await wait(20);
    }
  }
}

test('twenty screens with random cuts and a server restart hear everything once and in order, and show what a new one shows', async () => {
  const server = await processOfThisTest();
  const tokens = [await signIn(server.anyone), await signIn(server.anyone), await signIn(server.anyone)].map(
    ({ token }) => token,
  );
  const [token = ''] = tokens;
  const guests = await Promise.all([1, 2, 3, 4].map((number) => pair(server.anyone, number)));
  const dish = new Dishes((await guests[0]?.menu()) ?? { categories: [] }).plain;
  const seed = Number(process.env['SOBAN_CUT_SEED'] ?? Date.now());
  const cuts = fc.sample(fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 5, maxLength: 10 }), {
    numRuns: 20,
    seed,
  });

  const staff = () => new StaffMember(server.anyone, token);
  const start = await staff().board();
  const end = { at: Number.POSITIVE_INFINITY };
  const screens = cuts.map(() => new Screen());
  for (const screen of screens) screen.load(start);
  const watching = screens.map((screen, at) =>
    watch(server, tokens[at % tokens.length] ?? '', screen, cuts[at] ?? [], end),
  );

  /** An evening at one table. */
  async function evening(guest: Guest, number: number): Promise<void> {
    const at = () => new Guest(server.anyone, guest);
    for (let round = 1; round <= 12; round += 1) {
      const order = await settled(() => at().order(orderOf(dish, round), `evening-${number}-${round}`));
      const call = await settled(() => at().call('other', `round ${round}`));
      await settled(() => staff().tryToMove(order.id, 'preparing'));
      if (round % 3 === 0) await settled(() => staff().cancel(order.id));
      if (round % 2 === 0) await settled(() => staff().acknowledge(call.id));
      if (round % 6 === 0 && number % 2 === 0) await settled(() => staff().tryToEndSession(guest.table.id));
    }
  }
  const evenings = guests.map((guest, at) => evening(guest, at + 1));
  await wait(150);
  await server.stop();
  await server.start();
  await Promise.all(evenings);
  await server.kill();
  await server.start();

  const truth = await staff().board();
  end.at = Number(truth.lastEventId);
  await Promise.all(watching);
  const all = Array.from({ length: end.at }, (_, at) => at + 1);
  for (const screen of screens) {
    expect(screen.ids, `SOBAN_CUT_SEED=${seed}`).toEqual(all);
    expect([...screen.tables.values()]).toEqual(truth.tables);
  }
}, 120_000);
