/*
 * A moment in a restaurant, for the document's examples and for tests: the party at table 5 has ordered bibimbap and asked
 * for water.
 */
import type { Staff } from './auth.ts';
import type { StaffCall } from './calls.ts';
import type { MenuItem } from './menu.ts';
import type { Order, OrderLine } from './orders.ts';
import type { Pause, Store } from './store.ts';
import type { SessionSummary, Table } from './tables.ts';

/** Ids are told apart by their last digits. */
const id = (last: string) => `019ab1c4-5d00-7000-8000-0000000000${last}`;

export const token = 'eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiIwMTlhYjFjNCJ9.c2lnbmF0dXJl';
export const tokenEnd = '2026-03-02T09:00:00.000Z';

export const store: Store = {
  id: id('01'),
  code: 'demo',
  name: '소반식당',
  currency: 'KRW',
  language: 'ko',
  timeZone: 'Asia/Seoul',
  dayCutoff: '05:00',
  kitchen: { warnAfterMinutes: 10, lateAfterMinutes: 20 },
  phoneOrdering: 'self_seating',
  visitCode: false,
  hours: null,
  pauses: [],
  openings: null,
};

export const pause: Pause = { categoryId: null, until: '2026-03-01T10:35:00.000Z' };

export const staff: Staff = { id: id('02'), username: 'owner', role: 'owner' };

export const table: Table = { id: id('03'), number: 5, name: '창가' };

const joinToken = 'Zk3vQ9xT1mB7aYc5Lr2Hs8Wd';
export const qr = { url: `https://order.example.com/#join=${joinToken}`, joinToken, isAddressSet: true };

export const category = { id: id('04'), name: '식사' };

export const egg = { id: id('07'), name: '계란 추가', priceDelta: 1000 };

export const bibimbap: MenuItem = {
  id: id('05'),
  name: '돌솥비빔밥',
  description: '뜨거운 돌솥에 나물과 고추장',
  price: 12_000,
  imageUrl: null,
  soldOut: false,
  hidden: false,
  minQuantity: 1,
  maxQuantity: null,
  perHead: false,
  optionGroups: [
    {
      id: id('06'),
      name: '추가',
      min: 0,
      max: 1,
      options: [{ ...egg, soldOut: false }],
    },
  ],
};

export const session: SessionSummary = {
  id: id('08'),
  startedAt: '2026-03-01T10:15:30.123Z',
  partySize: 2,
  total: 26_000,
  orderCount: 1,
};

export const orderLine: OrderLine = {
  id: id('0b'),
  menuItemId: bibimbap.id,
  name: bibimbap.name,
  unitPrice: bibimbap.price,
  quantity: 2,
  options: [{ name: egg.name, group: '추가', priceDelta: egg.priceDelta }],
  lineTotal: 26_000,
  note: '고추장은 따로',
  status: 'pending',
  servedAt: null,
  cancelReason: null,
  voidOf: null,
};

export const order: Order = {
  id: id('09'),
  number: 'T05-001',
  status: 'pending',
  items: [orderLine],
  total: 26_000,
  note: null,
  tableId: table.id,
  tableNumber: table.number,
  sessionId: session.id,
  createdAt: session.startedAt,
  statusChangedAt: session.startedAt,
  cancelReason: null,
};

export const call: StaffCall = {
  id: id('0a'),
  tableId: table.id,
  tableNumber: table.number,
  reason: 'water',
  note: null,
  createdAt: '2026-03-01T10:20:00.000Z',
  acknowledgedAt: null,
};
