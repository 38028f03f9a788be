import { streamStore } from '@soban/contract/endpoints';
import { principalHeader } from '@soban/contract/vocabulary';
import { expect, test } from '../server-fixture.ts';

test('a board that has to make room for newer ones says that it is not live, and is back when somebody looks at it', async ({
  ownServer,
  staffAt,
}) => {
  const staff = await staffAt(ownServer);
  await expect(staff.status).toHaveText('Live');
  const context = staff.page.context();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const asked: string[] = [];
  staff.page.on('request', (request) => request.url().includes(streamStore.path) && asked.push(request.url()));

  // Ten more boards of the same sign-in, as in other tabs.
  const closing = new AbortController();
  for (let board = 1; board <= 10; board += 1) {
    const headers = { cookie, [principalHeader]: 'staff' };
    const { status } = await fetch(ownServer.url + streamStore.path, { headers, signal: closing.signal });
    expect(status).toBe(200);
  }
  await expect(staff.lostBanner).toBeVisible();
  // Longer than it ever waits by itself: it stays away so long only because it was asked to.
  await staff.page.waitForTimeout(9000);
  expect(asked).toEqual([]);
  await expect(staff.status).toHaveText('Reconnecting');

  await staff.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(staff.status).toHaveText('Live');
  await expect(staff.lostBanner).toBeHidden();
  expect(asked).toHaveLength(1);
  closing.abort();
});
