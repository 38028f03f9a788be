import type { KeyboardEvent } from 'react';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrow keys go from one `data-stop` element to the nearest in that direction, as the eye sees them; Home and End to the ends. */
export function moveFocusByArrow(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target;
  if (!(from instanceof HTMLElement) || from.dataset['stop'] === undefined) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')];
  const direction = directions[event.key];
  const ends: Readonly<Record<string, HTMLElement | undefined>> = { Home: stops[0], End: stops.at(-1) };
  const to = direction ? nearest(from, stops, direction) : ends[event.key];
  if (!to) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function nearest(
  from: HTMLElement,
  stops: readonly HTMLElement[],
  [x, y]: readonly [number, number],
): HTMLElement | undefined {
  const here = middle(from);
  let best: HTMLElement | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  for (const stop of stops) {
    const there = middle(stop);
    const along = (there.x - here.x) * x + (there.y - here.y) * y;
    const aside = Math.abs((there.x - here.x) * y) + Math.abs((there.y - here.y) * x);
    // Something far aside is a worse neighbour than something far ahead.
    const distance = along + aside * 2;
    if (stop === from || along < 4 || distance >= shortest) continue;
    best = stop;
    shortest = distance;
  }
  return best;
}

function middle(element: HTMLElement): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Goes on to the next stop, or back to the last one, before the focused one leaves its place. */
export function moveFocusOn(from: HTMLElement): void {
  const stops = [...(from.closest('section')?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])];
  const at = stops.indexOf(from);
  (stops[at + 1] ?? stops[at - 1])?.focus();
}
