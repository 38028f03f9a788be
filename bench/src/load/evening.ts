import { setTimeout as sleep } from 'node:timers/promises';
import type { StaffCall } from '@soban/contract/calls';
import * as endpoints from '@soban/contract/endpoints';
import type { Order } from '@soban/contract/orders';
import type { Guest } from '../store/guests.ts';
import { Connection } from './connection.ts';
import { callRequest, withFreshKey } from './requests.ts';
import type { Target } from './target.ts';

/** A table, who serves it, and the menu's ETag that its device has. */
export interface Diner extends Guest {
  staffToken: string;
  etag: string;
}

export interface EveningOptions {
  target: Target;
  diners: readonly Diner[];
  /** Orders a second of all stores together. */
  rate: number;
  seconds: number;
  onOrder: (tableId: string) => void;
}

/** How often an order is a party's last, and how often its table calls a person. */
const lastOrder = 1 / 3;
const calling = 0.3;
/** Milliseconds from one step of an order to the next: an evening's are minutes, which is the same to the server. */
const pause = () => sleep(50 + Math.random() * 200);

/**
 * What happens in restaurants on a Friday evening, only sooner: each order with the menu that is looked at before, its two moves,
 * the calls and the ends of visits. Any request lands on any instance. Answers the number of orders.
 */
export async function evening({ target, diners, rate, seconds, onOrder }: EveningOptions): Promise<number> {
  const wire = new Wire(target.ports);
  const total = Math.round(rate * seconds);
  const since = performance.now();
  const dinners: Promise<void>[] = [];
  while (dinners.length < total) {
    const due = Math.min(total, ((performance.now() - since) / 1000) * rate);
    while (dinners.length < due) {
      const diner = diners[dinners.length % diners.length];
      if (diner) dinners.push(dinner(wire, diner, () => onOrder(diner.tableId)));
    }
    await sleep(2);
  }
  await Promise.all(dinners);
  wire.close();
  return total;
}

async function dinner(wire: Wire, { token, tableId, orders, etag, staffToken }: Diner, onOrder: () => void) {
  const guest = { port: 0, token };
  const staff = { port: 0, token: staffToken };
  const isLast = Math.random() < lastOrder;
  // The next party's first look is without the last one's memory.
  await wire.ask(
    callRequest(
      { ...guest, headers: isLast ? { 'accept-encoding': 'br' } : { 'if-none-match': etag } },
      endpoints.readMenu,
    ),
  );
  const wish = orders[Math.floor(Math.random() * orders.length)];
  if (!wish) throw new Error('A guest has nothing to order.');
  onOrder();
  const { id } = (await wire.ask(withFreshKey(Buffer.from(wish)))) as Order;
  if (Math.random() < calling) {
    const call = (await wire.ask(callRequest(guest, endpoints.placeCall, { body: { reason: 'water' } }))) as StaffCall;
    await pause();
    await wire.ask(callRequest(staff, endpoints.acknowledgeCall, { params: { id: call.id } }));
  }
  for (const status of ['preparing', 'completed'] as const) {
    await pause();
    await wire.ask(callRequest(staff, endpoints.moveOrder, { params: { id }, body: { status } }));
  }
  if (isLast) await wire.ask(callRequest(staff, endpoints.endSession, { params: { id: tableId }, body: {} }));
}

/** Connections to every instance, as many as are needed at once. */
class Wire {
  readonly #ports: readonly number[];
  readonly #idle = new Map<number, Connection[]>();
  readonly #all: Connection[] = [];

  constructor(ports: readonly number[]) {
    this.#ports = ports;
  }

  /** Answers the body, parsed; rejects where the server does not do it. */
  async ask(request: Buffer): Promise<unknown> {
    const port = this.#ports[Math.floor(Math.random() * this.#ports.length)] ?? 0;
    const idle = this.#idle.get(port) ?? [];
    this.#idle.set(port, idle);
    const connection = idle.pop() ?? (await this.#open(port));
    return new Promise((resolve, reject) => {
      connection.send(request, (status, body) => {
        const isJson = body[0] === 0x7b;
        const answer: unknown = isJson ? JSON.parse(body.toString()) : undefined;
        idle.push(connection);
        if (status >= 200 && status < 400) resolve(answer);
        else reject(new Error(`The server answered ${status}: ${body.toString()}`));
      });
    });
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }

  async #open(port: number): Promise<Connection> {
    const connection = await Connection.open(port);
    this.#all.push(connection);
    return connection;
  }
}
