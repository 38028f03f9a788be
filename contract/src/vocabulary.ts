/*
 * The closed lists and limits both sides share. No schema library here, so that a screen can import a word without it.
 */

/** The languages the screens speak. Menu texts exist in the store's own and in whichever others it has filled in. */
export const languages = ['ko', 'en', 'ja', 'zh'] as const;
export type Language = (typeof languages)[number];

/** The steps of an order for which something is still to be made, … */
export const unfinishedSteps = ['pending', 'preparing'] as const;
export type UnfinishedStep = (typeof unfinishedSteps)[number];

/** … all that it goes through, one after the other, … */
export const orderSteps = [...unfinishedSteps, 'completed'] as const;
export type OrderStep = (typeof orderSteps)[number];

/** … and everything that can have become of it. */
export const orderStatuses = [...orderSteps, 'canceled'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** What becomes of what is unfinished when a party leaves: the kitchen finishes it, or it is canceled. */
export const unfinishedFates = ['keep', 'cancel'] as const;
export type UnfinishedFate = (typeof unfinishedFates)[number];

export const callReasons = ['water', 'napkins', 'cutlery', 'bill', 'help', 'other'] as const;
export type CallReason = (typeof callReasons)[number];

/** Those who run the restaurant: its menu, its prices, its tables, … */
export const managingRoles = ['owner', 'manager'] as const;

/** … those who look after its guests, … */
export const floorRoles = [...managingRoles, 'staff'] as const;

/** … and everybody on the staff: whoever cooks sees what to cook and what is sold out. */
export const staffRoles = [...floorRoles, 'kitchen'] as const;
export type StaffRole = (typeof staffRoles)[number];

/**
 * What guests' phones may do in a store: look at the menu, order where a party has been seated, or seat themselves, which a person
 * has to nod to.
 */
export const phoneOrderings = ['off', 'open_visit', 'self_seating'] as const;
export type PhoneOrdering = (typeof phoneOrderings)[number];

/** What a store's live stream carries; each has the next number of the store's sequence. */
export const storeEventTypes = [
  'order_created',
  'order_updated',
  'order_deleted',
  'orders_seen',
  'session_started',
  'session_updated',
  'session_ended',
  'menu_updated',
  'call_created',
  'call_acknowledged',
  'table_updated',
  'store_updated',
] as const;
export type StoreEventType = (typeof storeEventTypes)[number];

/** The closed list of what can go wrong, with the HTTP status each is answered with. */
export const problemStatus = {
  validation_failed: 400,
  unauthenticated: 401,
  forbidden: 403,
  code_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  sold_out: 409,
  price_changed: 409,
  invalid_transition: 409,
  session_ended: 409,
  session_open: 409,
  no_open_session: 409,
  store_closed: 409,
  too_large: 413,
  unsupported_media_type: 415,
  option_required: 422,
  idempotency_conflict: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;

/** The days that a store has hours for, as a week is written. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/** Minutes that orders may be paused for; longer is until somebody says so. */
export const maxPauseMinutes = 1440;

export const maxQuantity = 99;
/** People who sit down together. */
export const maxPartySize = 999;
export const maxLines = 50;
/** Orders that one glance can take in. */
export const maxSeen = 200;
export const maxNoteLength = 200;
/** The largest amount that goes over the wire, in minor units. */
export const maxAmount = 100_000_000_000;
/** bcrypt reads at most 72 bytes, so longer passwords are refused instead of cut. */
export const passwordMaxBytes = 72;
export const passwordMinLength = 8;

/**
 * A browser that holds both apps' cookies says with this header which of them is calling; without it the staff's counts
 * where a call is open to both. It grants nothing: the cookie does.
 */
export const principalHeader = 'x-soban-principal';
