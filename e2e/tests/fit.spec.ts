import { Owner } from '../api.ts';
import { expectNoSidewaysScroll, expectRoomToTouch } from '../checks.ts';
import { test } from '../server-fixture.ts';
import { tourOfGuest, tourOfStaff } from '../tours.ts';

const screens = {
  'a phone': { width: 390, height: 844 },
  'a tablet upright': { width: 800, height: 1280 },
  'a tablet': { width: 1280, height: 800 },
  'a small tablet': { width: 1024, height: 600 },
};

test.use({ networkFaults: true });
test.slow();

for (const [name, viewport] of Object.entries(screens)) {
  const device = { viewport, hasTouch: true, reducedMotion: 'reduce' } as const;

  test(`every guest screen fits ${name} and its fingers`, async ({ guestAt, ownServer }) => {
    const guest = await guestAt({ server: ownServer, table: 1 }, device);
    for await (const place of tourOfGuest(guest, await Owner.signIn(ownServer), 1)) {
      await expectNoSidewaysScroll(guest.page, place);
      await expectRoomToTouch(guest.page, place);
    }
  });

  test(`every staff screen fits ${name} and its fingers`, async ({ ownServer, staffAt }) => {
    const staff = await staffAt(ownServer, device);
    for await (const place of tourOfStaff(staff)) {
      await expectNoSidewaysScroll(staff.page, place);
      await expectRoomToTouch(staff.page, place);
    }
  });
}
