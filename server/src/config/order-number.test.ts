import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseOrderNumberFormat } from './order-number.ts';

test.each([
  ['T{table_number:02d}-{sequence:03d}', 5, 1, 'T05-001'],
  ['T{table_number:02d}-{sequence:03d}', 12, 1000, 'T12-1000'],
  ['{table_number}/{sequence}', 7, 42, '7/42'],
  ['{sequence:04d} at {table_number}', 3, 9, '0009 at 3'],
])('%s makes table %i’s order %i into %s', (format, table, sequence, number) => {
  expect(parseOrderNumberFormat(format)(table, sequence)).toBe(number);
});

test.each([
  ['T{table_number:02d}', /needs \{table_number\} and \{sequence\}/],
  ['{sequence}', /needs \{table_number\} and \{sequence\}/],
  ['', /needs/],
  ['{table_number}-{sequence}-{store}', /other than/],
  ['{table_number}-{sequence}}', /other than/],
  [`${'x'.repeat(60)}{table_number}-{sequence}`, /longer than 60/],
])('%s is refused', (format, fault) => {
  expect(() => parseOrderNumberFormat(format)).toThrow(fault);
});

test('two orders of one day never share a number, whichever tables they are from', () => {
  const number = parseOrderNumberFormat('T{table_number:02d}-{sequence:03d}');
  const order = fc.record({ table: fc.integer({ min: 1, max: 9999 }), sequence: fc.integer({ min: 1, max: 9999 }) });
  fc.assert(
    fc.property(order, order, (a, b) => {
      const same = a.table === b.table && a.sequence === b.sequence;
      expect(number(a.table, a.sequence) === number(b.table, b.sequence)).toBe(same);
    }),
  );
});
