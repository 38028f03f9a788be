import { randomUUID } from 'node:crypto';
import type { Board, BoardTable } from '@soban/contract/board';
import type { AnswerOf, Endpoint, InputArguments } from '@soban/contract/endpoint';
import * as endpoints from '@soban/contract/endpoints';
import type { Menu, MenuItem, PatchMenuItem } from '@soban/contract/menu';
import type { Order } from '@soban/contract/orders';
import { requestTo } from '@soban/contract/request';
import type { PatchStore, Store } from '@soban/contract/store';
import type { CallReason, OrderStep } from '@soban/contract/vocabulary';
import type { SobanServer } from './soban-server.ts';

/** One line of an order by the names on the Korean menu, e.g. `{ dish: '김치찌개', options: ['매운맛'] }`. */
export interface Wish {
  dish: string;
  quantity?: number;
  options?: readonly string[];
  note?: string;
}

class Client {
  readonly #server: SobanServer;
  readonly #headers: Record<string, string>;

  constructor(server: SobanServer, token?: string) {
    this.#server = server;
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** Calls an endpoint, which is to do as it is asked. */
  async call<E extends Endpoint>(endpoint: E, ...[input]: InputArguments<E>): Promise<AnswerOf<E>> {
    const { method, path, headers, body } = requestTo(endpoint, input);
    const response = await fetch(this.#server.url + path, {
      method,
      headers: { ...headers, ...this.#headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as AnswerOf<E>;
  }
}

/** The owner at the back office's own means: sets a scene faster than through the screens, and looks behind them. */
export class Owner {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async signIn(server: SobanServer): Promise<Owner> {
    const login = { storeCode: server.storeCode, username: 'owner', password: server.password };
    const { token } = await new Client(server).call(endpoints.signInStaff, { body: login });
    return new Owner(new Client(server, token));
  }

  board(): Promise<Board> {
    return this.#client.call(endpoints.readBoard);
  }

  async table(number: number): Promise<BoardTable> {
    const table = (await this.board()).tables.find((each) => each.number === number);
    if (!table) throw new Error(`There is no table ${number}.`);
    return table;
  }

  async dish(name: string): Promise<MenuItem> {
    return dishOf(await this.#client.call(endpoints.readMenu, { query: { include: 'hidden' } }), name);
  }

  async changeDish(name: string, change: PatchMenuItem): Promise<void> {
    const { id } = await this.dish(name);
    await this.#client.call(endpoints.changeMenuItem, { params: { id }, body: change });
  }

  store(): Promise<Store> {
    return this.#client.call(endpoints.readStore);
  }

  async changeStore(change: PatchStore): Promise<void> {
    await this.#client.call(endpoints.changeStore, { body: change });
  }

  /** Takes no orders from guests: of everything, or of the category that has the dish. */
  async pause(minutes: number | null, dish?: string): Promise<Store> {
    const { categories } = await this.#client.call(endpoints.readMenu);
    const category = categories.find(({ items }) => items.some(({ name }) => name === dish));
    return this.#client.call(endpoints.pauseOrders, { body: { minutes, categoryId: category?.id ?? null } });
  }

  async seat(number: number, partySize: number): Promise<void> {
    const { id } = await this.table(number);
    await this.#client.call(endpoints.startSession, { params: { id }, body: { partySize } });
  }

  /** Seats the party at another table. */
  async moveParty(from: number, to: number): Promise<void> {
    const { session } = await this.table(from);
    const { id: tableId } = await this.table(to);
    await this.#client.call(endpoints.moveSession, { params: { id: session?.id ?? '' }, body: { tableId } });
  }

  async changeTablePassword(number: number, password: string): Promise<void> {
    const { id } = await this.table(number);
    await this.#client.call(endpoints.changeTable, { params: { id }, body: { password } });
  }

  /** What the table's QR code carries. */
  async joinToken(number: number): Promise<string> {
    const { id } = await this.table(number);
    return (await this.#client.call(endpoints.readTableQr, { params: { id } })).joinToken;
  }

  move({ id }: Order, status: OrderStep): Promise<Order> {
    return this.#client.call(endpoints.moveOrder, { params: { id }, body: { status } });
  }

  async cancel({ id }: Order, reason: string): Promise<void> {
    await this.#client.call(endpoints.cancelOrder, { params: { id }, body: { reason } });
  }

  /** Leaves the table as a new party finds it. */
  async clear(number: number): Promise<void> {
    const { id, session, leaving, calls } = await this.table(number);
    if (session) await this.#client.call(endpoints.endSession, { params: { id }, body: { unfinished: 'cancel' } });
    for (const order of leaving) await this.cancel(order, 'cleared');
    for (const call of calls) await this.#client.call(endpoints.acknowledgeCall, { params: { id: call.id } });
  }
}

/** A party that orders without a screen. */
export class Party {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async at(server: SobanServer, tableNumber: number): Promise<Party> {
    const login = { storeCode: server.storeCode, tableNumber, password: server.password };
    const { token } = await new Client(server).call(endpoints.signInTable, { body: login });
    return new Party(new Client(server, token));
  }

  async order(wishes: readonly Wish[], note?: string): Promise<Order> {
    const menu = await this.#client.call(endpoints.readMenu);
    const items = wishes.map((wish) => lineOf(menu, wish));
    const body = note === undefined ? { items } : { items, note };
    return this.#client.call(endpoints.placeOrder, { headers: { 'idempotency-key': randomUUID() }, body });
  }

  /** What the party has ordered, newest first. */
  async orders(): Promise<Order[]> {
    return (await this.#client.call(endpoints.listOrders)).items;
  }

  async call(reason: CallReason, note?: string): Promise<void> {
    await this.#client.call(endpoints.placeCall, { body: note === undefined ? { reason } : { reason, note } });
  }
}

function dishOf(menu: Menu, name: string): MenuItem {
  const dish = menu.categories.flatMap(({ items }) => items).find((item) => item.name === name);
  if (!dish) throw new Error(`The menu has no ${name}.`);
  return dish;
}

function lineOf(menu: Menu, { dish: name, quantity = 1, options = [], note }: Wish) {
  const dish = dishOf(menu, name);
  const optionIds = dish.optionGroups.flatMap((group) => {
    const named = group.options.filter((option) => options.includes(option.name));
    const chosen = named.length > 0 ? named : group.options.filter(({ soldOut }) => !soldOut).slice(0, group.min);
    return chosen.map(({ id }) => id);
  });
  return { menuItemId: dish.id, quantity, optionIds, ...(note !== undefined && { note }) };
}
