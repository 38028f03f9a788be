import { StaffSignIn } from '@soban/contract/auth';
import { Board, type BoardTable } from '@soban/contract/board';
import { StaffCall } from '@soban/contract/calls';
import { MenuItem, type PatchMenuItem } from '@soban/contract/menu';
import { Order } from '@soban/contract/orders';
import { EndedSession } from '@soban/contract/tables';
import type { OrderStatus } from '@soban/contract/vocabulary';
import type { Answer, Client } from './client.ts';
import { demoPassword, demoStore } from './restaurant.ts';

/** A member of the staff at the board. */
export class StaffMember {
  readonly client: Client;
  readonly token: string;

  constructor(client: Client, token: string) {
    this.client = client.bearing(token);
    this.token = token;
  }

  async board(): Promise<Board> {
    return (await this.client.get('/api/board')).as(Board);
  }

  async boardTable(tableId: string): Promise<BoardTable> {
    const table = (await this.board()).tables.find(({ id }) => id === tableId);
    if (!table) throw new Error(`The board has no table ${tableId}.`);
    return table;
  }

  tryToMove(orderId: string, status: OrderStatus, from?: OrderStatus): Promise<Answer> {
    return this.client.patch(`/api/orders/${orderId}`, from === undefined ? { status } : { status, from });
  }

  async move(orderId: string, status: OrderStatus, from?: OrderStatus): Promise<Order> {
    return (await this.tryToMove(orderId, status, from)).as(Order);
  }

  cancel(orderId: string, reason = 'the guest changed their mind'): Promise<Answer> {
    return this.client.delete(`/api/orders/${orderId}`, { reason });
  }

  tryToEndSession(tableId: string): Promise<Answer> {
    return this.client.post(`/api/tables/${tableId}/end-session`);
  }

  async endSession(tableId: string): Promise<EndedSession> {
    return (await this.tryToEndSession(tableId)).as(EndedSession);
  }

  async acknowledge(callId: string): Promise<StaffCall> {
    return (await this.client.post(`/api/calls/${callId}/acknowledge`)).as(StaffCall);
  }

  async changeItem(itemId: string, change: PatchMenuItem): Promise<MenuItem> {
    return (await this.client.patch(`/api/menus/${itemId}`, change)).as(MenuItem);
  }
}

/** Signs a member of the demo store's staff in, or of another's. */
export async function signIn(
  anyone: Client,
  { storeCode = demoStore, username = 'owner', password = demoPassword } = {},
): Promise<StaffMember> {
  const answer = await anyone.post('/api/auth/admin/login', { storeCode, username, password });
  return new StaffMember(anyone, answer.as(StaffSignIn).token);
}
