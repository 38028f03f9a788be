import Type from 'typebox';
import { Price, PriceDelta } from './amounts.ts';
import { Language } from './store.ts';
import { maxQuantity } from './vocabulary.ts';
import { Id, Nullable, Text } from './wire.ts';

/** One choice in an option group. */
export const Option = Type.Object({
  id: Id,
  name: Type.String(),
  priceDelta: PriceDelta,
  soldOut: Type.Boolean(),
});
export type Option = Type.Static<typeof Option>;

/** Choices of one kind; a guest takes at least `min` and at most `max` of them (`min` ≥ 1: required). */
export const OptionGroup = Type.Object({
  id: Id,
  name: Type.String(),
  min: Type.Integer({ minimum: 0 }),
  max: Type.Integer({ minimum: 1 }),
  options: Type.Array(Option),
});
export type OptionGroup = Type.Static<typeof OptionGroup>;

export const MenuItem = Type.Object({
  id: Id,
  name: Type.String(),
  description: Type.String(),
  price: Price,
  imageUrl: Nullable(Type.String()),
  /** Shown, but not orderable (86'd). */
  soldOut: Type.Boolean(),
  /** Not shown to guests; only staff who ask with `include=hidden` ever see it true. */
  hidden: Type.Boolean(),
  /** An order that has it has at least so many of it, all its lines together. */
  minQuantity: Type.Integer({ minimum: 1, maximum: maxQuantity }),
  /** … and at most so many; null: any number. */
  maxQuantity: Nullable(Type.Integer({ minimum: 1, maximum: maxQuantity })),
  /** Of the dishes marked so, a party’s first order has at least one for each who sits there, where that is known. */
  perHead: Type.Boolean(),
  optionGroups: Type.Array(OptionGroup),
});
export type MenuItem = Type.Static<typeof MenuItem>;

export const Category = Type.Object({
  id: Id,
  name: Type.String(),
  items: Type.Array(MenuItem),
});
export type Category = Type.Static<typeof Category>;

/** The whole menu in display order. */
export const Menu = Type.Object({ categories: Type.Array(Category) });
export type Menu = Type.Static<typeof Menu>;

/**
 * `lang`: the texts' language, falling back to the store's own for each text that has no translation. `version`: the answer is
 * at least as new, as after an event that named it; a version that there is not yet is answered with the newest.
 */
export const MenuQuery = Type.Object({
  category: Type.Optional(Id),
  lang: Type.Optional(Language),
  include: Type.Optional(Type.Literal('hidden')),
  version: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
});
export type MenuQuery = Type.Static<typeof MenuQuery>;

/** A change at hand: what is named changes, the rest stays. */
export const PatchMenuItem = Type.Object(
  {
    price: Type.Optional(Price),
    soldOut: Type.Optional(Type.Boolean()),
    hidden: Type.Optional(Type.Boolean()),
    minQuantity: Type.Optional(Type.Integer({ minimum: 1, maximum: maxQuantity })),
    maxQuantity: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: maxQuantity }))),
    perHead: Type.Optional(Type.Boolean()),
    /** What an upload answered; null takes the picture away. */
    imageUrl: Type.Optional(Nullable(Text({ minLength: 1, maxLength: 500 }))),
    options: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: Id,
            soldOut: Type.Optional(Type.Boolean()),
            priceDelta: Type.Optional(PriceDelta),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 100 },
      ),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type PatchMenuItem = Type.Static<typeof PatchMenuItem>;
