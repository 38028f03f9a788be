import { decodeJwt } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { clock } from '../../clock.ts';
import { tokensFrom } from './tokens.ts';

const minutes = 60_000;
const tokens = await tokensFrom({ kind: 'secret', algorithm: 'HS256', secret: 'x'.repeat(32) }, '/nowhere');

/** This machine's clock is so many milliseconds behind the database's. */
function beBehind(milliseconds: number): void {
  clock.follow(Date.now() + milliseconds, Date.now());
}

afterEach(() => beBehind(0));

test.each([5 * minutes, -5 * minutes])(
  'with a clock that is %d ms off, times are those that all instances share',
  async (off) => {
    beBehind(off);
    const claims = { signInId: 'one', expiresAt: Math.floor(clock.now() / 1000) * 1000 + 2 * minutes };
    const token = await tokens.sign(claims);
    expect(decodeJwt(token).iat).toBeCloseTo((Date.now() + off) / 1000, -1);
    expect(await tokens.verify(token)).toEqual(claims);
  },
);

test('a token expires by the shared time, not by this machine’s', async () => {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const [late, early] = await Promise.all(
    [3, -3].map((after) => tokens.sign({ signInId: 'one', expiresAt: now + after * minutes })),
  );
  expect(await tokens.verify(late ?? '')).toMatchObject({ signInId: 'one' });
  expect(await tokens.verify(early ?? '')).toBe('expired');
  beBehind(5 * minutes);
  expect(await tokens.verify(late ?? '')).toBe('expired');
  beBehind(-5 * minutes);
  expect(await tokens.verify(early ?? '')).toMatchObject({ signInId: 'one' });
});
