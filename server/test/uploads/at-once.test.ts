import { expect, test } from 'vitest';
import { rounds } from '../cells.ts';
import { appOfThisFile } from '../harness/app-harness.ts';
import { Dishes, orderOf } from '../harness/dishes.ts';
import { pair } from '../harness/guest.ts';
import { signIn } from '../harness/staff.ts';
import { send } from './forms.ts';
import { photo, plain } from './pictures.ts';

const app = await appOfThisFile();
const owner = await signIn(app.anyone);
const guest = await pair(app.anyone, 1);
const uploadCount = rounds({ most: 20, else: 8 });
const dish = new Dishes(await guest.menu()).plain;

test('orders flow while many photos come in at once', async () => {
  const file = await photo(3_500_000);
  let uploading = true;
  const uploads = Promise.all(Array.from({ length: uploadCount }, () => send(owner, file))).finally(() => {
    uploading = false;
  });
  const took: number[] = [];
  while (uploading) {
    const begun = performance.now();
    await guest.order(orderOf(dish));
    took.push(performance.now() - begun);
  }
  for (const answer of await uploads) answer.ok();
  expect(took.length).toBeGreaterThan(50);
  const [middle] = took.toSorted((one, other) => one - other).slice(took.length / 2);
  // A few ms on a machine at rest; there is room for one that is not.
  expect(middle).toBeLessThan(500);
}, 240_000);

test('more than can wait are sent away with a time to come again, and nothing is stuck', async () => {
  const file = await plain(2000, 1500).png().toBuffer();
  const answers = await Promise.all(Array.from({ length: 40 }, () => send(owner, file)));
  const refused = answers.filter(({ status }) => status !== 201);
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(20);
  for (const answer of refused) {
    answer.refused('unavailable');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  (await send(owner, file)).ok();
}, 240_000);
