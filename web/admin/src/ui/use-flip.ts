import { type RefObject, useLayoutEffect, useRef } from 'react';

const slide: KeyframeAnimationOptions = { duration: 240, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' };
const still = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * Shows where things went: every element marked `data-flip` slides from where it stood at the last render to where it
 * stands now, and what is new rises into its place. `arrangement` names the order on screen; only its changes are shown.
 */
export function useFlip(area: RefObject<HTMLElement | null>, arrangement: string): void {
  const places = useRef<Map<string, DOMRect> | null>(null);
  useLayoutEffect(() => {
    const root = area.current;
    if (!root) return;
    const origin = root.getBoundingClientRect();
    const before = places.current;
    const now = new Map<string, DOMRect>();
    for (const element of root.querySelectorAll<HTMLElement>('[data-flip]')) {
      const id = element.dataset['flip'] ?? '';
      const box = element.getBoundingClientRect();
      const here = new DOMRect(box.x - origin.x, box.y - origin.y, box.width, box.height);
      now.set(id, here);
      if (before && !still.matches) slideFrom(element, before.get(id), here);
    }
    places.current = now;
  }, [area, arrangement]);
}

function slideFrom(element: HTMLElement, before: DOMRect | undefined, here: DOMRect): void {
  if (!before) {
    element.animate({ opacity: [0, 1], transform: ['scale(0.94)', 'none'] }, slide);
    return;
  }
  const x = before.x - here.x;
  const y = before.y - here.y;
  if (Math.abs(x) < 1 && Math.abs(y) < 1) return;
  element.animate({ transform: [`translate(${x}px, ${y}px)`, 'none'] }, slide);
}
