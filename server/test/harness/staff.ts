import { randomUUID } from 'node:crypto';
import type { Board, BoardTable } from '@soban/contract/board';
import type { StaffCall } from '@soban/contract/calls';
import * as endpoints from '@soban/contract/endpoints';
import type { MenuItem, PatchMenuItem } from '@soban/contract/menu';
import type {
  ChangeLine,
  HistoryPage,
  HistoryQuery,
  MoveOrder,
  Order,
  PlaceOrder,
  Session,
  VoidLine,
} from '@soban/contract/orders';
import type { PatchStore, Store } from '@soban/contract/store';
import type { EndedSession, EndSession, OpenSession, PatchTable, Table } from '@soban/contract/tables';
import type { OrderStatus } from '@soban/contract/vocabulary';
import type { AnswerTo, Client } from './client.ts';
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
    return (await this.client.call(endpoints.readBoard)).ok();
  }

  async boardTable(tableId: string): Promise<BoardTable> {
    const table = (await this.board()).tables.find(({ id }) => id === tableId);
    if (!table) throw new Error(`The board has no table ${tableId}.`);
    return table;
  }

  /** Orders for a table, under a key of its own unless one is given. */
  place(
    tableId: string,
    order: PlaceOrder,
    key: string = randomUUID(),
  ): Promise<AnswerTo<typeof endpoints.placeOrder>> {
    const headers = { 'idempotency-key': key };
    return this.client.call(endpoints.placeOrder, { headers, body: { ...order, tableId } });
  }

  tryToMove(
    id: string,
    status: MoveOrder['status'],
    from?: OrderStatus,
  ): Promise<AnswerTo<typeof endpoints.moveOrder>> {
    const body = from === undefined ? { status } : { status, from };
    return this.client.call(endpoints.moveOrder, { params: { id }, body });
  }

  async move(id: string, status: MoveOrder['status'], from?: OrderStatus): Promise<Order> {
    return (await this.tryToMove(id, status, from)).ok();
  }

  tryToChangeLine(id: string, lineId: string, body: ChangeLine): Promise<AnswerTo<typeof endpoints.changeLine>> {
    return this.client.call(endpoints.changeLine, { params: { id, lineId }, body });
  }

  async changeLine(id: string, lineId: string, body: ChangeLine): Promise<Order> {
    return (await this.tryToChangeLine(id, lineId, body)).ok();
  }

  tryToVoid(id: string, lineId: string, body: Partial<VoidLine> = {}): Promise<AnswerTo<typeof endpoints.voidLine>> {
    return this.client.call(endpoints.voidLine, { params: { id, lineId }, body: { reason: 'it fell', ...body } });
  }

  async void(id: string, lineId: string, body: Partial<VoidLine> = {}): Promise<Order> {
    return (await this.tryToVoid(id, lineId, body)).ok();
  }

  cancel(id: string, reason = 'the guest changed their mind'): Promise<AnswerTo<typeof endpoints.cancelOrder>> {
    return this.client.call(endpoints.cancelOrder, { params: { id }, body: { reason } });
  }

  tryToEndSession(tableId: string, body: EndSession = {}): Promise<AnswerTo<typeof endpoints.endSession>> {
    return this.client.call(endpoints.endSession, { params: { id: tableId }, body });
  }

  async endSession(tableId: string, body?: EndSession): Promise<EndedSession> {
    return (await this.tryToEndSession(tableId, body)).ok();
  }

  async readSession(id: string): Promise<Session> {
    return (await this.client.call(endpoints.readSession, { params: { id } })).ok();
  }

  /** What the table's QR code carries. */
  async joinToken(tableId: string): Promise<string> {
    return (await this.client.call(endpoints.readTableQr, { params: { id: tableId } })).ok().joinToken;
  }

  async rotate(tableId: string): Promise<string> {
    return (await this.client.call(endpoints.rotateTableQr, { params: { id: tableId } })).ok().joinToken;
  }

  async acceptVisit(id: string): Promise<OpenSession> {
    return (await this.client.call(endpoints.acceptSession, { params: { id } })).ok();
  }

  async seat(tableId: string): Promise<OpenSession> {
    return (await this.client.call(endpoints.startSession, { params: { id: tableId }, body: {} })).ok();
  }

  async changeStore(body: PatchStore): Promise<Store> {
    return (await this.client.call(endpoints.changeStore, { body })).ok();
  }

  reopen(id: string): Promise<AnswerTo<typeof endpoints.reopenSession>> {
    return this.client.call(endpoints.reopenSession, { params: { id } });
  }

  moveParty(id: string, tableId: string): Promise<AnswerTo<typeof endpoints.moveSession>> {
    return this.client.call(endpoints.moveSession, { params: { id }, body: { tableId } });
  }

  merge(id: string, into: string): Promise<AnswerTo<typeof endpoints.mergeSession>> {
    return this.client.call(endpoints.mergeSession, { params: { id }, body: { into } });
  }

  transfer(id: string, sessionId: string): Promise<AnswerTo<typeof endpoints.transferOrder>> {
    return this.client.call(endpoints.transferOrder, { params: { id }, body: { sessionId } });
  }

  async acknowledge(id: string): Promise<StaffCall> {
    return (await this.client.call(endpoints.acknowledgeCall, { params: { id } })).ok();
  }

  tryToChangeItem(id: string, body: PatchMenuItem): Promise<AnswerTo<typeof endpoints.changeMenuItem>> {
    return this.client.call(endpoints.changeMenuItem, { params: { id }, body });
  }

  async readOrder(id: string): Promise<Order> {
    return (await this.client.call(endpoints.readOrder, { params: { id } })).ok();
  }

  async store(): Promise<Store> {
    return (await this.client.call(endpoints.readStore)).ok();
  }

  async history(tableId: string, query: HistoryQuery = {}): Promise<HistoryPage> {
    return (await this.client.call(endpoints.readHistory, { params: { id: tableId }, query })).ok();
  }

  async changeItem(id: string, body: PatchMenuItem): Promise<MenuItem> {
    return (await this.tryToChangeItem(id, body)).ok();
  }

  tryToChangeTable(id: string, body: PatchTable): Promise<AnswerTo<typeof endpoints.changeTable>> {
    return this.client.call(endpoints.changeTable, { params: { id }, body });
  }

  async changeTable(id: string, body: PatchTable): Promise<Table> {
    return (await this.tryToChangeTable(id, body)).ok();
  }
}

/** Signs a member of the demo store's staff in, or of another's. */
export async function signIn(
  anyone: Client,
  { storeCode = demoStore, username = 'owner', password = demoPassword } = {},
): Promise<StaffMember> {
  const answer = await anyone.call(endpoints.signInStaff, { body: { storeCode, username, password } });
  return new StaffMember(anyone, answer.ok().token);
}
