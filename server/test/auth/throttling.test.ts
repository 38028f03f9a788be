import { expect, test } from 'vitest';
import { appOfThisTest } from '../harness/app-harness.ts';
import { demoPassword } from '../harness/restaurant.ts';

/** A door to knock at from any address, with its answers as short words. */
async function door() {
  const { anyone } = await appOfThisTest({ TRUST_PROXY: '1' });
  return async (address: string, tableNumber: number, password = 'wrong'): Promise<string> => {
    const answer = await anyone
      .with({ 'x-forwarded-for': address })
      .post('/api/auth/table/login', { storeCode: 'demo', tableNumber, password });
    if (answer.status !== 429) return answer.status === 200 ? 'in' : 'wrong';
    expect(answer.refused('rate_limited').detail).toContain('Wait');
    const retryAfter = Number(answer.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(900);
    return 'wait';
  };
}

test('the sixth failure for one account has to wait, from wherever it comes, known account or not', async () => {
  const knock = await door();
  for (const account of [1, 99]) {
    for (let failure = 1; failure <= 5; failure += 1)
      expect(await knock(`10.0.${account}.${failure}`, account)).toBe('wrong');
    expect(await knock(`10.0.${account}.6`, account)).toBe('wait');
    expect(await knock(`10.0.${account}.7`, account, demoPassword)).toBe('wait');
  }
});

test('the twenty-first failure from one address has to wait, whichever accounts it tried', async () => {
  const knock = await door();
  for (let failure = 1; failure <= 20; failure += 1) expect(await knock('10.1.1.1', failure)).toBe('wrong');
  expect(await knock('10.1.1.1', 21)).toBe('wait');
  expect(await knock('10.1.1.2', 21)).toBe('wrong');
});

test('a stranger’s failures do not lock the tablet out of where it has signed in before', async () => {
  const knock = await door();
  expect(await knock('192.168.0.5', 4, demoPassword)).toBe('in');
  for (let failure = 1; failure <= 6; failure += 1) await knock('203.0.113.9', 4);
  expect(await knock('203.0.113.9', 4, demoPassword)).toBe('wait');
  expect(await knock('192.168.0.5', 4, demoPassword)).toBe('in');
});

test('the right password in between starts the count anew', async () => {
  const knock = await door();
  for (let round = 1; round <= 3; round += 1) {
    for (let failure = 1; failure <= 4; failure += 1) expect(await knock('10.2.2.2', 5)).toBe('wrong');
    expect(await knock('10.2.2.2', 5, demoPassword)).toBe('in');
  }
});

test('many guesses at the same time get no further than guesses in a row', async () => {
  const knock = await door();
  const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => knock(`10.3.3.${at}`, 6)));
  expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(5);
});
