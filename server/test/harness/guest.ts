import { randomUUID } from 'node:crypto';
import type { Me, TableSignIn } from '@soban/contract/auth';
import type { StaffCall } from '@soban/contract/calls';
import * as endpoints from '@soban/contract/endpoints';
import type { Menu, MenuQuery } from '@soban/contract/menu';
import type { Order, OrderPage, PlaceOrder } from '@soban/contract/orders';
import { pathTo } from '@soban/contract/request';
import type { Table } from '@soban/contract/tables';
import type { CallReason } from '@soban/contract/vocabulary';
import type { PageQuery } from '@soban/contract/wire';
import type { AnswerTo, Client } from './client.ts';
import { demoPassword, demoStore } from './restaurant.ts';

/** A tablet at a table. */
export class Guest {
  readonly client: Client;
  readonly table: Table;
  readonly token: string;

  constructor(client: Client, { table, token }: Pick<TableSignIn, 'table' | 'token'>) {
    this.client = client.bearing(token);
    this.table = table;
    this.token = token;
  }

  async menu(query: MenuQuery = {}): Promise<Menu> {
    return (await this.client.call(endpoints.readMenu, { query })).ok();
  }

  /** Sends an order, under a key of its own unless one is given. */
  place(order: PlaceOrder, key: string = randomUUID()): Promise<AnswerTo<typeof endpoints.placeOrder>> {
    return this.client.call(endpoints.placeOrder, { headers: { 'idempotency-key': key }, body: order });
  }

  /** Places an order that has to be taken. */
  async order(order: PlaceOrder, key?: string): Promise<Order> {
    return (await this.place(order, key)).ok();
  }

  async visit(query: PageQuery = {}): Promise<OrderPage> {
    return (await this.client.call(endpoints.listOrders, { query })).ok();
  }

  async me(): Promise<Me> {
    return (await this.client.call(endpoints.whoAmI)).ok();
  }

  async call(reason: CallReason, note?: string): Promise<StaffCall> {
    return (
      await this.client.call(endpoints.placeCall, { body: { reason, ...(note !== undefined && { note }) } })
    ).ok();
  }

  get streamPath(): string {
    return pathTo(endpoints.streamTable, { params: { tableId: this.table.id } });
  }
}

/** Pairs a tablet with a table of the demo store, or of another. */
export async function pair(
  anyone: Client,
  tableNumber: number,
  { storeCode = demoStore, password = demoPassword } = {},
): Promise<Guest> {
  const answer = await anyone.call(endpoints.signInTable, { body: { storeCode, tableNumber, password } });
  return new Guest(anyone, answer.ok());
}

/** Scans a table's QR code with a phone. */
export function join(anyone: Client, joinToken: string, code?: string): Promise<AnswerTo<typeof endpoints.joinTable>> {
  return anyone.call(endpoints.joinTable, { body: code === undefined ? { joinToken } : { joinToken, code } });
}

/** The same, which has to let it in. */
export async function joinAs(anyone: Client, joinToken: string, code?: string): Promise<Guest> {
  return new Guest(anyone, (await join(anyone, joinToken, code)).ok());
}
