import { expect, test } from 'vitest';
import { addressKey } from './address-key.ts';

const same: [string, string[]][] = [
  ['192.0.2.7', ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:192.0.2.7', '::ffff:c000:207', '0:0:0:0:0:ffff:192.0.2.7']],
  [
    '2001:db8:1:2::/64',
    ['2001:db8:1:2::', '2001:db8:1:2::1', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2:3:4:192.0.2.7'],
  ],
  ['2001:db8:0:0::/64', ['2001:db8::1', '2001:db8:0:0:1::', '2001:db8::5:6:7:8']],
  ['fe80:0:0:0::/64', ['fe80::1', 'fe80::1%eth0', 'fe80::abcd%2']],
  ['0:0:0:0::/64', ['::1', '::']],
  ['no address', ['no address']],
  ['', ['']],
];

test.each(same)('%s is what its addresses are counted by', (key, addresses) => {
  expect(addresses.map(addressKey)).toEqual(addresses.map(() => key));
});

test('neighbours are told apart', () => {
  const keys = ['192.0.2.7', '192.0.2.8', '2001:db8:1:2::1', '2001:db8:1:3::1', '2001:db8::1', '::1'].map(addressKey);
  expect(new Set(keys).size).toBe(keys.length);
});
