import bcrypt from 'bcrypt';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { HashingThread } from './hashing-thread.ts';

const first = new HashingThread('one of the first');
const last = new HashingThread('the last');
afterAll(() => Promise.all([first.close(), last.close()]));

const letters = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 18 }),
  fc.string({ maxLength: 72 }),
  // Halves of characters among them: JSON can carry them.
  fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 24 }).map((codes) => String.fromCharCode(...codes)),
);

/** What bcrypt makes of a password: its bytes and a zero, again and again up to 72, so that a zero alone is as good as nothing. */
function keyOf(password: string): Buffer {
  const bytes = Buffer.from(`${password}\0`);
  return Buffer.from(Array.from({ length: 72 }, (_, at) => bytes[at % bytes.length] ?? 0));
}

test('both kinds of threads agree on every password', async () => {
  await fc.assert(
    fc.asyncProperty(letters, letters, async (password, other) => {
      const isSame = keyOf(password).equals(keyOf(other));
      const hashes = [await first.hash(password, 4), await last.hash(password, 4)];
      for (const hash of hashes) {
        for (const thread of [first, last]) {
          expect(await thread.compare(password, hash, 4)).toBe(true);
          expect(await thread.compare(other, hash, 4)).toBe(isSame);
        }
      }
    }),
    {
      examples: [
        ['\0', ''],
        ['a\0a', 'a'],
      ],
    },
  );
});

test('the last thread rests while it is told to, a second at most', async () => {
  const hash = await bcrypt.hash('right', 4);
  const done: string[] = [];
  const told = async (who: string, answer: Promise<boolean>) => {
    expect(await answer).toBe(true);
    done.push(who);
  };
  last.rest(true);
  const resting = told('resting', last.compare('right', hash, 4));
  await told('first', first.compare('right', hash, 4));
  last.rest(false);
  await resting;
  last.rest(true);
  const since = performance.now();
  await told('resting on', last.compare('right', hash, 4));
  expect(performance.now() - since).toBeGreaterThan(900);
  last.rest(false);
  expect(done).toEqual(['first', 'resting', 'resting on']);
});

test('a first thread never rests', async () => {
  first.rest(true);
  expect(await first.compare('right', await bcrypt.hash('right', 4), 4)).toBe(true);
});
