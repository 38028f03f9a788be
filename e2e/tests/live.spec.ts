import { Owner, Party } from '../api.ts';
import { dishes, type StaffScreen } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';
import type { SobanServer } from '../soban-server.ts';

const { kimchiStew, ricePunch } = dishes;

test.use({ networkFaults: true });

test('the board says within five seconds that its server has stopped answering', async ({ ownServer, staffAt }) => {
  const staff = await staffAt(ownServer);
  ownServer.freeze();
  await expect(staff.lostBanner).toBeVisible({ timeout: 20_000 });
  await expect(staff.status).toHaveText('Reconnecting');
  ownServer.thaw();
  await expect(staff.lostBanner).toBeHidden({ timeout: 30_000 });
  await expect(staff.status).toHaveText('Live');
});

test('after an outage the board shows exactly what is true, and chimes once at most', async ({
  ownServer,
  staffAt,
}) => {
  const staff = await staffAt(ownServer);
  const chimes = await listenForChimes(staff);
  await Promise.all([1, 2, 3].map((table) => orderAt(ownServer, table)));
  await expect(staff.page.getByRole('article')).toHaveCount(3);

  await ownServer.kill();
  await expect(staff.lostBanner).toBeVisible({ timeout: 20_000 });
  await chimes.forget();
  const context = staff.page.context();
  await context.setOffline(true);
  await ownServer.start();
  const owner = await Owner.signIn(ownServer);
  await owner.clear(1);
  for (const table of [4, 5, 6, 7]) await orderAt(ownServer, table);
  for (const order of (await owner.table(2)).orders) await owner.cancel(order, '재료 소진');
  await context.setOffline(false);

  await expect(staff.lostBanner).toBeHidden({ timeout: 30_000 });
  await expect(staff.status).toHaveText('Live');
  await expect(staff.card(1)).toBeHidden();
  await expect(staff.card(2)).toContainText('Canceled');
  for (const table of [3, 4, 5, 6, 7]) await expect(staff.card(table)).toContainText('New order');
  expect(await chimes.count()).toBeLessThanOrEqual(1);
});

test('the guest is told calmly, keeps the menu, and is back by itself', async ({ guestAt, ownServer }) => {
  const guest = await guestAt({ server: ownServer, table: 1 });
  await guest.addWith(kimchiStew.name, 'Hot');
  const strip = guest.page.getByText('Reconnecting to the restaurant. You can keep reading the menu.');
  ownServer.freeze();
  await expect(strip).toBeVisible({ timeout: 20_000 });
  await guest.add(ricePunch.name);
  await expect(guest.cart).toContainText('2 items');
  ownServer.thaw();
  await expect(strip).toBeHidden({ timeout: 30_000 });
});

async function orderAt(server: SobanServer, table: number): Promise<void> {
  await (await Party.at(server, table)).order([{ dish: ricePunch.korean }]);
}

/** Turns the sound on and counts what would be heard: notes that begin together or right after another are one chime. */
async function listenForChimes({ page }: StaffScreen) {
  await page.evaluate(() => {
    const chimes: number[] = [];
    Object.assign(globalThis, { chimes });
    globalThis.OscillatorNode = class extends OscillatorNode {
      constructor(...settings: ConstructorParameters<typeof OscillatorNode>) {
        super(...settings);
        const now = performance.now();
        if (now - (chimes.at(-1) ?? Number.NEGATIVE_INFINITY) > 100) chimes.push(now);
      }
    };
  });
  await page.getByRole('button', { name: 'Turn the sound on' }).click();
  const heard = () => page.evaluate(() => (globalThis as typeof globalThis & { chimes: number[] }).chimes.length);
  let before = 0;
  return {
    forget: async () => {
      before = await heard();
      expect(before, 'the orders before the outage are heard').toBeGreaterThan(0);
    },
    count: async () => (await heard()) - before,
  };
}
