import Type from 'typebox';
import { type Currency as CurrencyCode, currencyDecimals } from './money.ts';
import { languages, phoneOrderings } from './vocabulary.ts';
import { Id } from './wire.ts';

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

/** One restaurant: the tenant. */
export const Store = Type.Object({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  currency: Currency,
  /** The language its menu is written in. */
  language: Language,
  /** IANA time zone, e.g. `Asia/Seoul`. */
  timeZone: Type.String(),
  /** When a business day begins, `HH:MM` in the store's time zone. */
  dayCutoff: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  kitchen: KitchenThresholds,
  /** What guests' phones may do. */
  phoneOrdering: PhoneOrdering,
  /** Whether a phone that joins a visit is asked for its code; visits have one from when this is set. */
  visitCode: Type.Boolean(),
});
export type Store = Type.Static<typeof Store>;

export const PatchStore = Type.Object(
  {
    kitchen: Type.Optional(Type.Object({ ...KitchenThresholds.properties }, { additionalProperties: false })),
    phoneOrdering: Type.Optional(PhoneOrdering),
    visitCode: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type PatchStore = Type.Static<typeof PatchStore>;
