import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import * as endpoints from '@soban/contract/endpoints';
import type { PlaceOrder } from '@soban/contract/orders';
import { pathTo } from '@soban/contract/request';
import { maxLines, maxNoteLength } from '@soban/contract/vocabulary';
import { type Guest, signInGuests, streamsOfOne } from '../store/guests.ts';
import { ask } from './ask.ts';
import { bareRequest } from './requests.ts';

/** Heavy orders from long ago, and those whose events may just be replayed. */
const longAgo = 200;
const justNow = 12;

/** A table that orders the most there can be, and then asks for it again on many streams that take nothing. */
export class Greedy {
  readonly #port: number;
  readonly #guests: readonly Guest[];
  readonly #readers: number;
  readonly #order: PlaceOrder;

  private constructor(port: number, guests: readonly Guest[], readers: number, order: PlaceOrder) {
    this.#port = port;
    this.#guests = guests;
    this.#readers = readers;
    this.#order = order;
  }

  static async atTableOne(port: number, readers: number): Promise<Greedy> {
    const guests: Guest[] = [];
    while (guests.length * streamsOfOne < readers) guests.push(...(await signInGuests(port, 1)));
    const { answer: menu } = await ask(port, guests[0]?.token ?? '', endpoints.readMenu);
    const dishes = menu.categories.flatMap(({ items }) => items);
    const dish = dishes.find(({ soldOut, optionGroups }) => !soldOut && optionGroups.length === 0);
    if (!dish) throw new Error('There is no plain dish.');
    const line = { menuItemId: dish.id, quantity: 1, note: '🍜'.repeat(maxNoteLength) };
    const greedy = new Greedy(port, guests, readers, { items: Array.from({ length: maxLines }, () => line) });
    await greedy.#placeHeavy(longAgo);
    return greedy;
  }

  /** Does the work while the streams are opened and stay open. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    const recent = await this.#position();
    await this.#placeHeavy(justNow);
    const result = work();
    const sockets = await Promise.all(
      Array.from({ length: this.#readers }, (_, at) => {
        const guest = this.#guests[at % this.#guests.length];
        return this.#open(guest, at < this.#readers / 2 ? recent : '0');
      }),
    );
    await result;
    for (const socket of sockets) socket.resetAndDestroy();
    return result;
  }

  async #placeHeavy(count: number): Promise<void> {
    for (let placed = 0; placed < count; placed += 1) {
      await ask(this.#port, this.#guests[0]?.token ?? '', endpoints.placeOrder, {
        headers: { 'idempotency-key': randomUUID() },
        body: this.#order,
      });
    }
  }

  /** Where the table's stream stands. */
  async #position(): Promise<string> {
    const socket = await this.#open(this.#guests[0]);
    let text = '';
    while (!/^id: \d+$/m.test(text)) text += String(((await once(socket, 'data')) as [Buffer])[0]);
    socket.resetAndDestroy();
    return /^id: (\d+)$/m.exec(text)?.[1] ?? '0';
  }

  async #open(guest: Guest | undefined, lastEventId?: string): Promise<Socket> {
    if (!guest) throw new Error('Nobody is greedy.');
    const socket = connect({ port: this.#port, host: '127.0.0.1' }).on('error', () => undefined);
    const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const path = pathTo(endpoints.streamTable, { params: { tableId: guest.tableId } });
    socket.write(bareRequest({ port: this.#port, token: guest.token, headers }, 'GET', path));
    await once(socket, 'readable');
    return socket;
  }
}
