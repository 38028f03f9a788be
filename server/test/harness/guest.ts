import { randomUUID } from 'node:crypto';
import { TableSignIn } from '@soban/contract/auth';
import { StaffCall } from '@soban/contract/calls';
import { Menu } from '@soban/contract/menu';
import { Order, OrderPage, type PlaceOrder } from '@soban/contract/orders';
import type { Table } from '@soban/contract/tables';
import type { CallReason } from '@soban/contract/vocabulary';
import type { Answer, Client } from './client.ts';
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

  async menu(): Promise<Menu> {
    return (await this.client.get('/api/menus')).as(Menu);
  }

  /** Sends an order, under a key of its own unless one is given. */
  place(order: PlaceOrder, key: string = randomUUID()): Promise<Answer> {
    return this.client.with({ 'idempotency-key': key }).post('/api/orders', order);
  }

  /** Places an order that has to be taken. */
  async order(order: PlaceOrder, key?: string): Promise<Order> {
    return (await this.place(order, key)).as(Order, 201);
  }

  async visit(query = ''): Promise<OrderPage> {
    return (await this.client.get(`/api/orders${query}`)).as(OrderPage);
  }

  async call(reason: CallReason, note?: string): Promise<StaffCall> {
    return (await this.client.post('/api/calls', note === undefined ? { reason } : { reason, note })).as(
      StaffCall,
      201,
    );
  }

  get streamPath(): string {
    return `/api/sse/orders/${this.table.id}`;
  }
}

/** Pairs a tablet with a table of the demo store, or of another. */
export async function pair(
  anyone: Client,
  tableNumber: number,
  { storeCode = demoStore, password = demoPassword } = {},
): Promise<Guest> {
  const answer = await anyone.post('/api/auth/table/login', { storeCode, tableNumber, password });
  return new Guest(anyone, answer.as(TableSignIn));
}
