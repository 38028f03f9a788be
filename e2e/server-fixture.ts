import { type BrowserContextOptions, test as base, expect, type Page, type TestInfo } from '@playwright/test';
import { Owner } from './api.ts';
import { Devices } from './devices.ts';
import { Releases } from './releases.ts';
import { type GuestOptions, GuestScreen, StaffScreen } from './screens.ts';
import { SobanServer } from './soban-server.ts';

export { expect } from '@playwright/test';

interface Options {
  /** The test takes the server or the network away: failed requests are no complaint. */
  networkFaults: boolean;
  /** Overrides of the configuration of `ownServer`, e.g. `{ JWT_TABLE_EXPIRY: '5' }`. */
  configuration: NodeJS.ProcessEnv;
}

interface Fixtures {
  /** One for this test alone, to stop, kill, freeze and restart at will, or to change its menu. */
  ownServer: SobanServer;
  /** An installation that can be upgraded. */
  releases: Releases;
  /** The number of a table of `server` where nobody sits and nobody else will during this test. */
  table: number;
  devices: Devices;
  /** A browser of its own, as another device has; closed and checked for complaints at the end of the test. */
  device: (options?: BrowserContextOptions) => Promise<Page>;
  /** A tablet paired with `table` of `server`, or as told. */
  guestAt: (where?: Partial<GuestOptions>, device?: BrowserContextOptions) => Promise<GuestScreen>;
  /** The board of `server`, or of the one told, with the owner signed in. */
  staffAt: (server?: SobanServer, device?: BrowserContextOptions) => Promise<StaffScreen>;
  serverOutput: void;
}

interface WorkerFixtures {
  /** One for all tests of a worker, and the base of relative URLs. Leave it running and its menu as it was. */
  server: SobanServer;
  /** Signed in to `server`. */
  owner: Owner;
  freeTables: Iterator<number, never>;
}

const tableCount = 12;

function* tableAfterTable(): Generator<number, never> {
  for (let at = 0; ; at += 1) yield (at % tableCount) + 1;
}

async function attachOnFailure(server: SobanServer, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  const withoutQrCode = server.output.replaceAll(/.*[▀▄█].*\n/g, '');
  await testInfo.attach('server output', { body: withoutQrCode, contentType: 'text/plain' });
}

export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  networkFaults: [false, { option: true }],
  configuration: [{}, { option: true }],
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const server = await SobanServer.launch();
      await use(server);
      await server.dispose();
    },
    { scope: 'worker' },
  ],
  owner: [async ({ server }, use) => use(await Owner.signIn(server)), { scope: 'worker' }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's needs from this pattern
  freeTables: [async ({}, use) => use(tableAfterTable()), { scope: 'worker' }],
  ownServer: async ({ configuration, devices }, use, testInfo) => {
    const server = await SobanServer.launch(configuration);
    await use(server);
    // Pages that outlive their server would complain about its end.
    await devices.close();
    await server.dispose();
    await attachOnFailure(server, testInfo);
  },
  releases: async ({ configuration, devices }, use, testInfo) => {
    const releases = await Releases.open(configuration);
    await use(releases);
    await devices.close();
    await releases.dispose();
    await attachOnFailure(releases.server, testInfo);
  },
  table: async ({ owner, freeTables }, use) => {
    const number = freeTables.next().value;
    await owner.clear(number);
    await use(number);
  },
  devices: async ({ browser, networkFaults }, use) => {
    const devices = new Devices(browser, networkFaults);
    await use(devices);
    await devices.close();
    expect(devices.complaints, 'what pages complained about').toEqual([]);
  },
  device: async ({ devices }, use) => {
    await use((options = {}) => devices.open(options));
  },
  guestAt: async ({ device, server, table }, use) => {
    await use(async (where = {}, options = {}) => {
      const guest = new GuestScreen(await device(options), { server, table, language: 'en', ...where });
      await guest.pair();
      return guest;
    });
  },
  staffAt: async ({ device, server }, use) => {
    await use(async (where = server, options = {}) => {
      const staff = new StaffScreen(await device(options), where);
      await staff.signIn();
      return staff;
    });
  },
  serverOutput: [
    async ({ server }, use, testInfo) => {
      await use();
      await attachOnFailure(server, testInfo);
    },
    { auto: true },
  ],
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
});
