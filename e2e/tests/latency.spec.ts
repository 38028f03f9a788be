import type { Locator } from '@playwright/test';
import { dishes } from '../screens.ts';
import { expect, test } from '../server-fixture.ts';

/** The moment of the next tap, or of the first appearance of something, on the clock that all pages share. */
const momentOf = {
  tap: (button: Locator) =>
    button.evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          element.addEventListener('click', () => resolve(performance.timeOrigin + performance.now()), { once: true });
        }),
    ),
  text: (place: Locator, text: string) =>
    place.evaluate(
      (element, wanted) =>
        new Promise<number>((resolve) => {
          new MutationObserver((_changes, observer) => {
            if (!element.textContent.includes(wanted)) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
          }).observe(element, { subtree: true, childList: true, characterData: true });
        }),
      text,
    ),
};

test('an order is on the board within two seconds of the tap', async ({ guestAt, staffAt }, testInfo) => {
  const guest = await guestAt();
  const staff = await staffAt();
  await guest.add(dishes.makgeolli.name);
  await guest.orderButton.click();

  const tapped = momentOf.tap(guest.confirmButton);
  const shown = momentOf.text(staff.page.locator('main'), dishes.makgeolli.korean);
  await guest.confirmButton.click();
  const milliseconds = (await shown) - (await tapped);

  testInfo.annotations.push({ type: 'tap → board', description: `${Math.round(milliseconds)} ms` });
  expect(milliseconds).toBeLessThan(2000);
});
