import type { TSchema } from 'typebox';
import type { AnswerOf, BodyOf } from './endpoint.ts';
import type * as endpoints from './endpoints.ts';
import type { StreamedEvent } from './events.ts';
import {
  bibimbap,
  call,
  category,
  egg,
  order,
  orderLine,
  pause,
  qr,
  session,
  staff,
  store,
  table,
  token,
  tokenEnd,
} from './example-restaurant.ts';

import type { Order } from './orders.ts';
import type { Problem } from './problem.ts';

type Body<E> = E extends { consumes: string } ? object : E extends { body: TSchema } ? { body: BodyOf<E> } : object;
type Answer<E extends { answer: TSchema }> = E extends { status: 204 }
  ? object
  : { answer: E extends { produces: string } ? StreamedEvent : AnswerOf<E> };

/** What an operation takes and answers, where it is JSON: one call of it that went well. */
type Example<E extends { answer: TSchema }> = Body<E> & Answer<E>;

export type EndpointName = keyof typeof endpoints;

const health = { status: 'ok' };
const streamed: StreamedEvent = { id: '42', event: 'order_created', data: { ...order, session } };
const open = { ...session, tableId: table.id, tableNumber: table.number };
const ended = { ...session, tableId: table.id, endedAt: '2026-03-01T11:30:00.000Z' };

const done: Order = { ...order, status: 'completed', items: [{ ...orderLine, status: 'completed' }] };
const voided = { status: 'canceled', cancelReason: '재료가 떨어졌어요', voidOf: orderLine.id } as const;

/** An example for each operation; one without does not compile. */
export const examples: { readonly [Name in EndpointName]: Example<(typeof endpoints)[Name]> } = {
  readHealth: { answer: health },
  readReadiness: { answer: { status: 'ready' } },

  signInStaff: {
    body: { storeCode: store.code, username: staff.username, password: 'the-owner-of-it' },
    answer: { token, expiresAt: tokenEnd, staff, store },
  },
  signInTable: {
    body: { storeCode: store.code, tableNumber: table.number, password: 'the-tables-of-it' },
    answer: { token, expiresAt: tokenEnd, table, store },
  },
  joinTable: {
    body: { joinToken: qr.joinToken },
    answer: { token, expiresAt: tokenEnd, table, store, session },
  },
  renewSignIn: { answer: { token, expiresAt: tokenEnd } },
  signOut: {},
  changePassword: { body: { currentPassword: 'the-owner-of-it', password: 'another-of-the-owner' } },
  whoAmI: { answer: { kind: 'table', phone: false, table, store, expiresAt: tokenEnd } },
  readPublicKeys: {
    answer: {
      keys: [
        {
          kty: 'RSA',
          kid: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
          use: 'sig',
          alg: 'RS256',
          n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc',
          e: 'AQAB',
        },
      ],
    },
  },

  readMenu: { answer: { categories: [{ ...category, items: [bibimbap] }] } },
  readMenuItem: { answer: bibimbap },
  changeMenuItem: { body: { soldOut: true }, answer: { ...bibimbap, soldOut: true } },
  uploadPicture: { answer: { url: '/uploads/019ab1c4-5d00-7000-8000-00000000000b.webp' } },

  placeOrder: {
    body: {
      items: [{ menuItemId: bibimbap.id, quantity: 2, optionIds: [egg.id], note: '고추장은 따로' }],
      expectedTotal: order.total,
    },
    answer: order,
  },
  listOrders: { answer: { items: [order], nextCursor: null, session, lastEventId: '42' } },
  readOrder: { answer: order },
  moveOrder: {
    body: { status: 'preparing', from: 'pending' },
    answer: { ...order, status: 'preparing', items: [{ ...orderLine, status: 'preparing' }] },
  },
  changeLine: {
    body: { status: 'preparing', from: 'pending' },
    answer: { ...order, status: 'preparing', items: [{ ...orderLine, status: 'preparing' }] },
  },
  voidLine: {
    body: { reason: '재료가 떨어졌어요', quantity: 1, of: 2 },
    answer: {
      ...order,
      items: [
        { ...orderLine, quantity: 1, lineTotal: 13_000 },
        { ...orderLine, id: '019ab1c4-5d00-7000-8000-00000000000d', quantity: 1, lineTotal: 13_000, ...voided },
      ],
      total: 13_000,
    },
  },
  seeOrders: { body: { orderIds: [order.id] } },
  cancelOrder: { body: { reason: '재료가 떨어졌어요' } },

  placeCall: { body: { reason: 'water' }, answer: call },
  listCalls: { answer: { items: [call] } },
  acknowledgeCall: { answer: { ...call, acknowledgedAt: '2026-03-01T10:21:00.000Z' } },

  streamStore: { answer: streamed },
  streamTable: { answer: streamed },
  readBoard: {
    answer: {
      tables: [{ ...table, session, orders: [order], leaving: [], calls: [call] }],
      seenOrderIds: [],
      lastEventId: '43',
    },
  },

  listTables: { answer: [table] },
  changeTable: { body: { name: table.name }, answer: table },
  readTableQr: { answer: qr },
  rotateTableQr: { answer: qr },
  listTableQrs: { answer: { items: [{ table, ...qr }] } },
  rotateTableQrs: { answer: { items: [{ table, ...qr }] } },
  startSession: { body: { partySize: 2 }, answer: { ...open, total: 0, orderCount: 0 } },
  readSession: { answer: { ...open, endedAt: null, orders: [order] } },
  changeSession: { body: { partySize: 3 }, answer: { ...open, partySize: 3 } },
  acceptSession: { answer: open },
  endSession: { body: { unfinished: 'keep' }, answer: ended },
  reopenSession: { answer: open },
  moveSession: { body: { tableId: '019ab1c4-5d00-7000-8000-00000000000d' }, answer: { ...open, tableNumber: 7 } },
  mergeSession: { body: { into: session.id }, answer: { ...open, partySize: 6 } },
  transferOrder: { body: { sessionId: session.id }, answer: order },
  readHistory: { answer: { items: [{ ...ended, orders: [done] }], nextCursor: null } },

  readStore: { answer: store },
  changeStore: { body: { kitchen: store.kitchen }, answer: store },
  pauseOrders: { body: { minutes: 15 }, answer: { ...store, pauses: [pause] } },
  resumeOrders: { answer: store },
};

/** What a refusal looks like. */
export const exampleProblem: Problem = {
  type: 'urn:soban:problem:price_changed',
  title: 'Conflict',
  status: 409,
  detail: 'A price has changed since the menu was loaded.',
  code: 'price_changed',
  requestId: '019ab1c4-5d00-7000-8000-00000000000c',
  total: 27_000,
};
