/** Currencies a store may use, with the number of decimals of their minor unit (ISO 4217). */
export const currencyDecimals = {
  KRW: 0,
  JPY: 0,
  USD: 2,
  EUR: 2,
  CNY: 2,
  TWD: 2,
} as const;

export type Currency = keyof typeof currencyDecimals;

const formats = new Map<string, Intl.NumberFormat>();

/** `12,000원` to a Korean reader, `₩12,000` to others, `$12.00` for USD: by the store's currency and the reader's language. */
export function formatMoney(minorUnits: number, currency: Currency, locale: string): string {
  const decimals = currencyDecimals[currency];
  const amount = minorUnits / 10 ** decimals;
  if (currency === 'KRW' && locale.startsWith('ko')) return `${numberFormat(locale, {}).format(amount)}원`;
  const style = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  } as const;
  return numberFormat(locale, style).format(amount);
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}:${options.currency ?? ''}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}
