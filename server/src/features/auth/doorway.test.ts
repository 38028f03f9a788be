import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Doorway } from './doorway.ts';

test('a crowd at one address is let in a few at a time, and whoever comes from elsewhere with its first', async () => {
  const doorway = new Doorway();
  const inside: string[] = [];
  const knock = (address: string) => doorway.pass(address).then(() => inside.push(address));
  const crowd = Array.from({ length: 400 }, () => knock('crowd'));
  await nextTurn();
  const before = inside.length;
  expect(before).toBeLessThan(10);
  const guest = knock('guest');
  await nextTurn();
  await nextTurn();
  expect(inside).toContain('guest');
  expect(inside.length).toBeLessThan(20);
  await Promise.all([...crowd, guest]);
  expect(inside).toHaveLength(401);
});
