import Type from 'typebox';
import { type Currency as CurrencyCode, currencyDecimals } from './money.ts';
import { languages, maxPauseMinutes, phoneOrderings } from './vocabulary.ts';
import { Id, Instant, Nullable } from './wire.ts';

export const Currency = Type.Enum(Object.keys(currencyDecimals) as CurrencyCode[]);

/** The languages the screens speak. */
export const Language = Type.Enum([...languages]);

/** Minutes after which a waiting kitchen ticket changes colour. */
export const KitchenThresholds = Type.Object({
  warnAfterMinutes: Type.Integer({ minimum: 1, maximum: 240 }),
  lateAfterMinutes: Type.Integer({ minimum: 1, maximum: 240 }),
});
export type KitchenThresholds = Type.Static<typeof KitchenThresholds>;

export const PhoneOrdering = Type.Enum([...phoneOrderings]);

/** `HH:MM` on the store's own clock. */
const TimeOfDay = Type.String({ maxLength: 5, pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

/** One day's hours. They belong to the day they begin on, also where they go past midnight; last orders are taken before `lastOrder`. */
export const DayHours = Type.Object(
  { open: TimeOfDay, lastOrder: TimeOfDay, close: TimeOfDay },
  { additionalProperties: false },
);
export type DayHours = Type.Static<typeof DayHours>;

/** Null: closed on that day. */
const Day = Nullable(DayHours);

export const OpeningHours = Type.Object(
  { monday: Day, tuesday: Day, wednesday: Day, thursday: Day, friday: Day, saturday: Day, sunday: Day },
  { additionalProperties: false },
);
export type OpeningHours = Type.Static<typeof OpeningHours>;

/** No orders from guests for now: none at all, or none of a category. */
export const Pause = Type.Object({
  /** Null: everything. */
  categoryId: Nullable(Id),
  /** Null: until somebody says so. */
  until: Nullable(Instant),
});
export type Pause = Type.Static<typeof Pause>;

/** One day's hours as instants. */
export const Opening = Type.Object({ opensAt: Instant, lastOrderAt: Instant, closesAt: Instant });
export type Opening = Type.Static<typeof Opening>;

/** What is set of a restaurant. */
export const StoreSettings = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  currency: Currency,
  /** The language its menu is written in. */
  language: Language,
  /** IANA time zone, e.g. `Asia/Seoul`. */
  timeZone: Type.String(),
  /** When a business day begins, `HH:MM` in the store's time zone. */
  dayCutoff: TimeOfDay,
  kitchen: KitchenThresholds,
  /** What guests' phones may do. */
  phoneOrdering: PhoneOrdering,
  /** Whether a phone that joins a visit is asked for its code; visits have one from when this is set. */
  visitCode: Type.Boolean(),
  /** When guests may order, in the store's time zone; null: always. */
  hours: Nullable(OpeningHours),
  pauses: Type.Array(Pause),
});
export type StoreSettings = Type.Static<typeof StoreSettings>;

/** One restaurant: the tenant. */
export const Store = Type.Object({
  ...StoreSettings.properties,
  /** What `hours` come to from now on, for a week, oldest first; null: always open. */
  openings: Nullable(Type.Array(Opening)),
});
export type Store = Type.Static<typeof Store>;

export const PatchStore = Type.Object(
  {
    kitchen: Type.Optional(Type.Object({ ...KitchenThresholds.properties }, { additionalProperties: false })),
    phoneOrdering: Type.Optional(PhoneOrdering),
    visitCode: Type.Optional(Type.Boolean()),
    hours: Type.Optional(Nullable(OpeningHours)),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type PatchStore = Type.Static<typeof PatchStore>;

export const PauseOrders = Type.Object(
  {
    categoryId: Type.Optional(Nullable(Id)),
    /** Null, or left out: until somebody says so. */
    minutes: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: maxPauseMinutes }))),
  },
  { additionalProperties: false },
);
export type PauseOrders = Type.Static<typeof PauseOrders>;

export const ResumeQuery = Type.Object({ categoryId: Type.Optional(Id) });
export type ResumeQuery = Type.Static<typeof ResumeQuery>;
