import Type from 'typebox';
import { maxAmount } from './vocabulary.ts';

/** An amount in the currency's minor unit (KRW 12000 is ₩12,000; USD 1200 is $12.00). Never a float. */
export const MinorUnits = Type.Integer({
  minimum: -maxAmount,
  maximum: maxAmount,
});

/** The price of one menu item, in minor units. The upper bound keeps every total a safe integer. */
export const Price = Type.Integer({ minimum: 0, maximum: 100_000_000 });

/** What an option adds to a price, or takes off it, in minor units. */
export const PriceDelta = Type.Integer({
  minimum: -100_000_000,
  maximum: 100_000_000,
});
