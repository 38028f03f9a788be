import { randomUUID } from 'node:crypto';
import type { StaffSignIn, TableSignIn } from '@soban/contract/auth';
import type { Board, BoardTable } from '@soban/contract/board';
import type { Menu, MenuItem, PatchMenuItem } from '@soban/contract/menu';
import type { Order } from '@soban/contract/orders';
import type { CallReason, OrderStatus } from '@soban/contract/vocabulary';
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
  readonly #token: string;

  constructor(server: SobanServer, token: string) {
    this.#server = server;
    this.#token = token;
  }

  get<Answer>(path: string): Promise<Answer> {
    return call(this.#server, 'GET', path, { authorization: `Bearer ${this.#token}` });
  }

  send<Answer>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    return call(this.#server, method, path, { authorization: `Bearer ${this.#token}`, ...headers }, body);
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
    const { token } = await call<StaffSignIn>(server, 'POST', '/api/auth/admin/login', {}, login);
    return new Owner(new Client(server, token));
  }

  board(): Promise<Board> {
    return this.#client.get('/api/board');
  }

  async table(number: number): Promise<BoardTable> {
    const table = (await this.board()).tables.find((each) => each.number === number);
    if (!table) throw new Error(`There is no table ${number}.`);
    return table;
  }

  async dish(name: string): Promise<MenuItem> {
    return dishOf(await this.#client.get('/api/menus?include=hidden'), name);
  }

  async changeDish(name: string, change: PatchMenuItem): Promise<void> {
    const { id } = await this.dish(name);
    await this.#client.send('PATCH', `/api/menus/${id}`, change);
  }

  async changeTablePassword(number: number, password: string): Promise<void> {
    const { id } = await this.table(number);
    await this.#client.send('PATCH', `/api/tables/${id}`, { password });
  }

  move(order: Order, status: OrderStatus): Promise<Order> {
    return this.#client.send('PATCH', `/api/orders/${order.id}`, { status });
  }

  async cancel(order: Order, reason: string): Promise<void> {
    await this.#client.send('DELETE', `/api/orders/${order.id}`, { reason });
  }

  /** Leaves the table as a new party finds it. */
  async clear(number: number): Promise<void> {
    const { id, session, calls } = await this.table(number);
    if (session) await this.#client.send('POST', `/api/tables/${id}/end-session`);
    for (const each of calls) await this.#client.send('POST', `/api/calls/${each.id}/acknowledge`);
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
    const { token } = await call<TableSignIn>(server, 'POST', '/api/auth/table/login', {}, login);
    return new Party(new Client(server, token));
  }

  async order(wishes: readonly Wish[], note?: string): Promise<Order> {
    const menu = await this.#client.get<Menu>('/api/menus');
    const items = wishes.map((wish) => lineOf(menu, wish));
    const body = note === undefined ? { items } : { items, note };
    return this.#client.send('POST', '/api/orders', body, { 'idempotency-key': randomUUID() });
  }

  async call(reason: CallReason, note?: string): Promise<void> {
    await this.#client.send('POST', '/api/calls', note === undefined ? { reason } : { reason, note });
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

async function call<Answer>(
  server: SobanServer,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Answer> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(server.url + path, { method, headers: { ...headers, ...type }, ...json });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
