import type { Currency } from '@soban/contract/money';
import type { CallReason, Language, OrderStatus, PhoneOrdering, StaffRole } from '@soban/contract/vocabulary';

/*
 * The tables as every engine stores them. Ids are UUIDv7 text, instants are epoch milliseconds, flags are 0 or 1, money is
 * minor units, and JSON is text that this code writes and parses itself, so that all engines behave alike.
 */

type Flag = 0 | 1;

export interface StoreRow {
  id: string;
  code: string;
  name: string;
  currency: Currency;
  language: Language;
  time_zone: string;
  /** `HH:MM` in the store's time zone. */
  day_cutoff: string;
  warn_after_minutes: number;
  late_after_minutes: number;
  /** Null in stores of before: as for new ones. */
  phone_ordering: PhoneOrdering | null;
  /** 1: visits have a code that phones are asked for. */
  visit_code: Flag | null;
  /** JSON: the hours of each weekday; null: always open. */
  hours: string | null;
  /** JSON: the pauses that somebody has begun; null: none. */
  pauses: string | null;
  /** The number of the store's newest event: the counter row that makes the live sequence gap-free. */
  event_sequence: number;
  /** Counts every change of the store's settings or its menu. */
  version: number;
  created_at: number;
}

export interface StaffRow {
  id: string;
  store_id: string;
  username: string;
  role: StaffRole;
  password_hash: string;
  /** Since when the account may not sign in; null: it may. */
  disabled_at: number | null;
  created_at: number;
}

export interface TableRow {
  id: string;
  store_id: string;
  number: number;
  name: string;
  password_hash: string;
  /** What its QR code carries; null until somebody wants to see it. */
  join_token: string | null;
  /** The business day, `YYYY-MM-DD`, that `order_sequence` counts in. */
  order_day: string;
  order_sequence: number;
  created_at: number;
}

/** One sign-in of a principal; its token names it, so revoking the row kills the token. */
export interface SignInRow {
  id: string;
  store_id: string;
  kind: 'staff' | 'table' | 'phone';
  /** The staff member's or the table's id; a phone's is the table where it joined. */
  subject_id: string;
  /** The visit that a phone belongs to, or will open: there may be no such visit yet. Null where it is no phone's. */
  session_id: string | null;
  expires_at: number;
  revoked_at: number | null;
  created_at: number;
}

/** Failed sign-ins of an account, an address, or an account on a device or at an address. */
export interface SignInCountRow {
  /** A digest of what is counted. */
  name: string;
  failures: number;
  /** Attempts whose outcome is not known yet; none of them after `pending_until`. */
  pending: number;
  pending_until: number;
  /** When the failures are forgotten. */
  ends_at: number;
}

/** Where, or on which device, an account has signed in before. */
export interface FamiliarCallerRow {
  /** A digest of the account's name. */
  account: string;
  kind: 'device' | 'address';
  /** A digest of the device's cookie or of the address. */
  mark: string;
  seen_at: number;
}

export interface CategoryRow {
  id: string;
  store_id: string;
  name: string;
  /** JSON: language to `{ name }`. */
  translations: string;
  position: number;
}

export interface MenuItemRow {
  id: string;
  store_id: string;
  category_id: string;
  name: string;
  description: string;
  /** JSON: language to `{ name, description }`. */
  translations: string;
  price: number;
  image_url: string | null;
  sold_out: Flag;
  hidden: Flag;
  position: number;
  /** Null: one. */
  min_quantity: number | null;
  /** Null: any number. */
  max_quantity: number | null;
  /** Null: not so. */
  per_head: Flag | null;
}

export interface OptionGroupRow {
  id: string;
  store_id: string;
  item_id: string;
  name: string;
  translations: string;
  min_choices: number;
  max_choices: number;
  position: number;
}

export interface OptionRow {
  id: string;
  store_id: string;
  item_id: string;
  group_id: string;
  name: string;
  translations: string;
  price_delta: number;
  sold_out: Flag;
  position: number;
}

export interface VisitRow {
  id: string;
  store_id: string;
  table_id: string;
  /** The table's id while the visit is open, then null: its unique index allows one open visit a table on every engine. */
  open_table_id: string | null;
  started_at: number;
  ended_at: number | null;
  /** The business day it started on. */
  business_day: string;
  /** Minor units, canceled orders left out. */
  total: number;
  order_count: number;
  /** How many sit there; null where nobody has said. */
  party_size: number | null;
  /** 1: a phone has opened it, and nobody has nodded yet. */
  awaiting: Flag | null;
  /** What phones are asked for that join it. */
  code: string | null;
  /** The visit's newest order, null before its first; each order names the one before it. */
  last_order_id: string | null;
  /** What `last_order_id` was before: an update can answer only with what it has written. */
  before_last_id: string | null;
  /** The visit that this one has become a part of: it has ended, with nothing of its own. */
  merged_into: string | null;
}

export interface OrderRow {
  id: string;
  store_id: string;
  table_id: string;
  table_number: number;
  session_id: string;
  /** The visit's order before this one. An index on visits would write a page for each table that orders. */
  previous_order_id: string | null;
  number: string;
  status: OrderStatus;
  total: number;
  note: string | null;
  /** JSON: the order's lines as they are on the wire. */
  items: string;
  created_at: number;
  status_changed_at: number;
  cancel_reason: string | null;
  /** The intent that it came of: the same key of the same caller never makes a second order, however late it comes again. */
  intent_key: string;
  /** Whose key: a table's id, the staff member's or, from a phone, its visit's, which may move to another table. */
  intent_owner: string;
  /** A digest of what was asked for. */
  intent_hash: string;
  /** When somebody of the staff first looked at it. Left out where it is placed: it costs nothing there. */
  seen_at?: number | null | undefined;
}

/** An order of an ended visit that the kitchen has not finished: gone with its completion, so there are never many. */
export interface LeavingOrderRow {
  order_id: string;
  store_id: string;
  table_id: string;
  created_at: number;
}

/** The outbox, and the log that live streams replay from. */
export interface EventRow {
  store_id: string;
  sequence: number;
  type: string;
  /** Whose table stream it belongs to; null: everybody's. */
  table_id: string | null;
  /** The `data:` line, one JSON object. */
  data: string;
  created_at: number;
}

/** How far integrations have been fed with a store's events. */
export interface EventFeedRow {
  store_id: string;
  sequence: number;
}

/** What one instance at a time does. */
export interface LeaseRow {
  name: string;
  /** The instance that does it; null: nobody. */
  holder: string | null;
  /** Counted up while the holder lives. */
  beats: number;
}

export interface StaffCallRow {
  id: string;
  store_id: string;
  table_id: string;
  table_number: number;
  reason: CallReason;
  note: string | null;
  created_at: number;
  acknowledged_at: number | null;
  acknowledged_by: string | null;
  /** What makes it the same call while it is open, then null. */
  open_key: string | null;
}

/** Who did what: kept when the thing itself is gone. */
export interface AuditEntryRow {
  id: string;
  store_id: string;
  staff_id: string;
  action: string;
  subject_id: string;
  /** JSON. */
  detail: string;
  created_at: number;
}

/** An uploaded picture: its row is there before its objects are, and after. */
export interface PictureRow {
  id: string;
  store_id: string;
  created_at: number;
  /** Null while a menu item shows it. */
  unused_since: number | null;
  /** 1: its objects are being removed, and nothing can show it any more. */
  removing: Flag;
}

export interface Schema {
  stores: StoreRow;
  staff: StaffRow;
  tables: TableRow;
  sign_ins: SignInRow;
  sign_in_counts: SignInCountRow;
  familiar_callers: FamiliarCallerRow;
  categories: CategoryRow;
  menu_items: MenuItemRow;
  option_groups: OptionGroupRow;
  options: OptionRow;
  table_sessions: VisitRow;
  orders: OrderRow;
  leaving_orders: LeavingOrderRow;
  events: EventRow;
  event_feed: EventFeedRow;
  leases: LeaseRow;
  staff_calls: StaffCallRow;
  audit_entries: AuditEntryRow;
  pictures: PictureRow;
}
