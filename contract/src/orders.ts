import Type from 'typebox';
import { MinorUnits, Price, PriceDelta } from './amounts.ts';
import { EndedSession, OpenSession, SessionSummary } from './tables.ts';
import { maxLines, maxQuantity, maxSeen, orderStatuses, orderSteps } from './vocabulary.ts';
import { Id, Instant, Note, Nullable, Page, PageQuery, Reason } from './wire.ts';

export const OrderStatus = Type.Enum([...orderStatuses]);

/**
 * What is submitted from a cart. Prices are the server's; `expectedTotal` is what the person was shown. Staff say with `tableId` whom
 * they order for; a table orders for itself and says none.
 */
export const PlaceOrder = Type.Object(
  {
    tableId: Type.Optional(Id),
    items: Type.Array(
      Type.Object(
        {
          menuItemId: Id,
          quantity: Type.Integer({ minimum: 1, maximum: maxQuantity }),
          optionIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
          note: Type.Optional(Nullable(Note)),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: maxLines },
    ),
    note: Type.Optional(Nullable(Note)),
    expectedTotal: Type.Optional(MinorUnits),
  },
  { additionalProperties: false },
);
export type PlaceOrder = Type.Static<typeof PlaceOrder>;

/** 1 to 128 visible ASCII characters, chosen by the client; one key is one intent. */
export const IdempotencyKey = Type.String({
  minLength: 1,
  maxLength: 128,
  pattern: '^[\\x21-\\x7e]+$',
});

/** A snapshot of one dish as it was ordered: `lineTotal` is (`unitPrice` + its options' deltas) × `quantity`. */
export const OrderLine = Type.Object({
  id: Id,
  menuItemId: Id,
  name: Type.String(),
  unitPrice: Price,
  quantity: Type.Integer(),
  /** `group` is the option group's name; empty for what was ordered before lines kept it. */
  options: Type.Array(Type.Object({ name: Type.String(), group: Type.String(), priceDelta: PriceDelta })),
  lineTotal: MinorUnits,
  note: Nullable(Type.String()),
  /** `canceled` is void: not counted, with its reason. */
  status: OrderStatus,
  /** When it was carried out to the table. */
  servedAt: Nullable(Instant),
  cancelReason: Nullable(Type.String()),
  /** The line that it was taken off, where only a part of that one is void. */
  voidOf: Nullable(Id),
});
export type OrderLine = Type.Static<typeof OrderLine>;

export const Order = Type.Object({
  id: Id,
  number: Type.String(),
  /** Follows from its lines'. */
  status: OrderStatus,
  items: Type.Array(OrderLine),
  /** What its lines come to, void ones left out; of a canceled order, what it came to until then. */
  total: MinorUnits,
  note: Nullable(Type.String()),
  tableId: Id,
  tableNumber: Type.Integer(),
  sessionId: Id,
  createdAt: Instant,
  /** When the status last changed; how long a ticket has been in its column. */
  statusChangedAt: Instant,
  cancelReason: Nullable(Type.String()),
});
export type Order = Type.Static<typeof Order>;

/** A table's orders of the current visit, newest first, with the visit's running total and the event id it stands at. */
export const OrderPage = Type.Object({
  ...Page(Order).properties,
  session: Nullable(SessionSummary),
  lastEventId: Type.String(),
});
export type OrderPage = Type.Static<typeof OrderPage>;

/** An ended visit with all its orders, newest first. */
export const PastSession = Type.Object({ ...EndedSession.properties, orders: Type.Array(Order) });
export type PastSession = Type.Static<typeof PastSession>;

/** A visit whole, whether it goes on or not, with all its orders, newest first. */
export const Session = Type.Object({
  ...OpenSession.properties,
  /** Null while it goes on. */
  endedAt: Nullable(Instant),
  orders: Type.Array(Order),
});
export type Session = Type.Static<typeof Session>;

const BusinessDay = Type.String({ maxLength: 10, pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** Ended visits that began on these business days, both included; newest first. */
export const HistoryQuery = Type.Object({
  ...PageQuery.properties,
  from: Type.Optional(BusinessDay),
  to: Type.Optional(BusinessDay),
});
export type HistoryQuery = Type.Static<typeof HistoryQuery>;

export const HistoryPage = Page(PastSession);
export type HistoryPage = Type.Static<typeof HistoryPage>;

/** `from`, if given, is the status the person saw: a move that someone else made first is then refused, never repeated. */
export const MoveOrder = Type.Object(
  {
    status: Type.Enum([...orderSteps]),
    from: Type.Optional(OrderStatus),
  },
  { additionalProperties: false },
);
export type MoveOrder = Type.Static<typeof MoveOrder>;

/** One line's step, as `MoveOrder`; `served` says whether it has been carried out, which only what is completed can be. */
export const ChangeLine = Type.Object(
  {
    ...Type.Partial(MoveOrder).properties,
    served: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type ChangeLine = Type.Static<typeof ChangeLine>;

/** What a glance took in; what is not the store's, or was seen already, is left out. */
export const SeeOrders = Type.Object(
  { orderIds: Type.Array(Id, { minItems: 1, maxItems: maxSeen }) },
  { additionalProperties: false },
);
export type SeeOrders = Type.Static<typeof SeeOrders>;

/** The guest sees the reason. */
export const CancelOrder = Type.Object({ reason: Reason }, { additionalProperties: false });
export type CancelOrder = Type.Static<typeof CancelOrder>;

/** The visit whose order it is from now on. */
export const TransferOrder = Type.Object({ sessionId: Id }, { additionalProperties: false });
export type TransferOrder = Type.Static<typeof TransferOrder>;

/** Of the line so many, or all of it. `of`, if given, is the quantity the person saw: what somebody else took off first is not taken off twice. */
export const VoidLine = Type.Object(
  {
    reason: Reason,
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: maxQuantity })),
    of: Type.Optional(Type.Integer({ minimum: 1, maximum: maxQuantity })),
  },
  { additionalProperties: false },
);
export type VoidLine = Type.Static<typeof VoidLine>;
