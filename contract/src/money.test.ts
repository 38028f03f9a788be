import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Currency, currencyDecimals, formatMoney } from './money.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test.each([
  [12_000, 'KRW', 'ko', '12,000원'],
  [12_000, 'KRW', 'ko-KR', '12,000원'],
  [12_000, 'KRW', 'en', '₩12,000'],
  [-1_500, 'KRW', 'ko', '-1,500원'],
  [0, 'KRW', 'ko', '0원'],
  [1_280, 'JPY', 'ja', '￥1,280'],
  [1_200, 'USD', 'en', '$12.00'],
  [5, 'USD', 'en', '$0.05'],
  [1_999, 'EUR', 'de', '19,99 €'],
] as const)('%i of %s to a reader of %s is %s', (amount, currency, locale, shown) => {
  expect(plain(formatMoney(amount, currency, locale))).toBe(shown);
});

test('no amount loses a digit on the way to the screen', () => {
  const currencies = Object.keys(currencyDecimals) as Currency[];
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100_000_000_000 }),
      fc.constantFrom(...currencies),
      fc.constantFrom('ko', 'en', 'ja', 'zh'),
      (amount, currency, locale) => {
        const digits = formatMoney(amount, currency, locale).replaceAll(/\D/g, '');
        expect(Number(digits)).toBe(amount);
      },
    ),
  );
});
