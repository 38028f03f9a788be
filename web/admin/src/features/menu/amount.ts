import { type Currency, currencyDecimals } from '@soban/contract/money';

/** `1200` in USD is edited as `12.00`. */
export function amountText(minorUnits: number, currency: Currency): string {
  const decimals = currencyDecimals[currency];
  return (minorUnits / 10 ** decimals).toFixed(decimals);
}

/** What a person typed, in minor units; null when it is no amount of this currency. Thousands separators are let through. */
export function readAmount(text: string, currency: Currency): number | null {
  const decimals = currencyDecimals[currency];
  const plain = text.replaceAll(/[,\s]/g, '');
  const [, sign = '', whole = '', part = ''] = /^([+-]?)(\d{1,9})(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === '' || part.length > decimals) return null;
  const amount = Number(whole + part.padEnd(decimals, '0'));
  return sign === '-' ? 0 - amount : amount;
}
