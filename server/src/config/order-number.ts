import { ConfigError } from './environment.ts';

/** Makes order numbers by a format such as `T{table_number:02d}-{sequence:03d}`, which gives `T05-001`. */
export type OrderNumberFormat = (tableNumber: number, sequence: number) => string;

const field = /\{(table_number|sequence)(?::0(\d)d)?\}/g;

/** Throws `ConfigError` with what is wrong with the format; both fields are needed, or numbers would repeat within a day. */
export function parseOrderNumberFormat(format: string): OrderNumberFormat {
  const names = [...format.matchAll(field)].map((match) => match[1]);
  if (!names.includes('table_number') || !names.includes('sequence')) {
    throw new ConfigError(
      'ORDER_NUMBER_FORMAT needs {table_number} and {sequence}, as in T{table_number:02d}-{sequence:03d}',
    );
  }
  if (/[{}]/.test(format.replaceAll(field, '')))
    throw new ConfigError('ORDER_NUMBER_FORMAT has a field other than {table_number} and {sequence}');
  if (format.length > 60) throw new ConfigError('ORDER_NUMBER_FORMAT is longer than 60 characters');
  return (tableNumber, sequence) =>
    format.replaceAll(field, (_, name: string, width: string | undefined) =>
      String(name === 'sequence' ? sequence : tableNumber).padStart(Number(width ?? 0), '0'),
    );
}
