import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The dialogs that are open, or where there is none the page: what lies behind a dialog was looked at before it opened. */
const inFront = 'dialog[open], body:not(:has(dialog[open]))';

/** Nothing that axe objects to, by all of its rules. */
export function expectAccessible(page: Page, where: string): Promise<void> {
  return expectNoObjection(page, where, new AxeBuilder({ page }));
}

/** Every text can be told from what is behind it. */
export async function expectContrast(page: Page, where: string): Promise<void> {
  // What is off the screen and not drawn has the colours of before, as far as it can be asked.
  await page.evaluate(() => {
    for (const each of document.querySelectorAll<HTMLElement>('*')) {
      if (getComputedStyle(each).contentVisibility === 'auto') each.style.contentVisibility = 'visible';
    }
  });
  const axe = new AxeBuilder({ page }).include(inFront).withRules(['color-contrast', 'link-in-text-block']);
  return expectNoObjection(page, where, axe);
}

async function expectNoObjection(page: Page, where: string, axe: AxeBuilder): Promise<void> {
  await settled(page);
  const { violations } = await axe.setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`);
  expect.soft(found, `axe at ${where}`).toEqual([]);
}

/** Nothing is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  await settled(page);
  const tooWide = await page.evaluate(() => {
    const scrollers = [
      document.documentElement,
      ...document.querySelectorAll<HTMLElement>('dialog[open], dialog[open] *, #menu'),
    ];
    return scrollers
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && canScroll(each))
      .map((each) => `${each.tagName.toLowerCase()}.${each.className}: ${each.scrollWidth} > ${each.clientWidth}`);

    function canScroll(element: Element): boolean {
      const { overflowX } = getComputedStyle(element);
      return element === document.documentElement || overflowX === 'auto' || overflowX === 'scroll';
    }
  });
  expect.soft(tooWide, `too wide at ${where}`).toEqual([]);
}

/** Whatever can be tapped answers on at least 48 × 48 pixels. */
export async function expectRoomToTouch(page: Page, where: string): Promise<void> {
  await settled(page);
  const small = await page.evaluate(() => {
    const least = 48;
    const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const controls = top.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role="switch"]');
    return [...controls].filter((each) => isThere(each) && !hasRoom(each)).map(describe);

    function isThere(control: HTMLElement): boolean {
      if (control.matches(':disabled') || !control.checkVisibility({ visibilityProperty: true })) return false;
      const { width, height } = area(control).getBoundingClientRect();
      // What only the keyboard reaches is one pixel large until it has the focus.
      return width > 1 && height > 1;
    }

    /** A label is part of its control. */
    function area(control: HTMLElement): Element {
      return control.closest('label') ?? control;
    }

    function hasRoom(control: HTMLElement): boolean {
      const target = area(control);
      const { width, height } = target.getBoundingClientRect();
      // Half a pixel for the rounding of rem sizes.
      if (width >= least - 0.5 && height >= least - 0.5) return true;
      // The area may be larger than the box: what lies stretched over a card answers for it.
      target.scrollIntoView({ block: 'center', inline: 'center' });
      const box = target.getBoundingClientRect();
      const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const reach = least / 2 - 1;
      return [
        [-reach, 0],
        [reach, 0],
        [0, -reach],
        [0, reach],
      ].every(([dx = 0, dy = 0]) => {
        const hit = document.elementFromPoint(centre.x + dx, centre.y + dy);
        return hit !== null && (target.contains(hit) || hit.contains(target));
      });
    }

    function describe(control: HTMLElement): string {
      const { width, height } = area(control).getBoundingClientRect();
      const name = control.getAttribute('aria-label') ?? area(control).textContent.trim();
      return `${control.tagName.toLowerCase()} “${name}”: ${Math.round(width)} × ${Math.round(height)}`;
    }
  });
  expect.soft(small, `too small to touch at ${where}`).toEqual([]);
}

/** Colours and places in the middle of a motion are nobody's. A motion lasts a quarter of a second; one that is held up is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().iterations !== Infinity);
    const held = new Promise((resolve) => setTimeout(resolve, 2000));
    await Promise.race([held, Promise.allSettled(moving.map((each) => each.finished))]);
  });
}
