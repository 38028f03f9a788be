import { type Currency, currencyDecimals } from '@soban/contract/money';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountText, readAmount } from './amount.ts';

const currency = fc.constantFrom(...(Object.keys(currencyDecimals) as Currency[]));

describe('an amount that a person edits', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(currency, fc.integer({ min: -100_000_000, max: 100_000_000 }), (code, amount) => {
        expect(readAmount(amountText(amount, code), code)).toBe(amount);
      }),
    );
  });

  it.each([
    ['12,000', 'KRW', 12_000],
    [' 9 500 ', 'KRW', 9500],
    ['-500', 'KRW', -500],
    ['12.5', 'USD', 1250],
    ['12', 'USD', 1200],
    ['12.', 'USD', 1200],
  ] as const)('reads %s in %s', (text, code, amount) => {
    expect(readAmount(text, code)).toBe(amount);
  });

  it.each([
    ['', 'KRW'],
    ['12.5', 'KRW'],
    ['1.999', 'USD'],
    ['만원', 'KRW'],
    ['1e9', 'KRW'],
    ['12345678901', 'KRW'],
  ] as const)('refuses %j in %s', (text, code) => {
    expect(readAmount(text, code)).toBeNull();
  });
});
