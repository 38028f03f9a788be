/*
 * What the document gives a name of its own: things that are answered in several places, and what a client would name too.
 * Each is under the name that it has in the code.
 */
export { Staff, StaffRole } from './auth.ts';
export { Board, BoardTable } from './board.ts';
export { CallReason, PlaceCall, StaffCall } from './calls.ts';
export { MenuEvent, OrderEvent, Resync, StreamedEvent } from './events.ts';
export { Category, Menu, MenuItem, Option, OptionGroup } from './menu.ts';
export { Order, OrderLine, OrderPage, OrderStatus, PastSession, PlaceOrder } from './orders.ts';
export { FieldError, Problem, SoldOut } from './problem.ts';
export { Currency, DayHours, KitchenThresholds, Language, Opening, OpeningHours, Pause, Store } from './store.ts';
export {
  EndedSession,
  OpenSession,
  OrderSession,
  Place,
  SessionEnd,
  SessionSummary,
  Table,
  TableQr,
} from './tables.ts';
