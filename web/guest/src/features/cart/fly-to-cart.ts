import { cartPlace } from './cart-place.ts';

/** Shows where a dish went: its picture shrinks into whichever cart is in view. */
export function flyToCart(from: Element): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const start = (from.querySelector('img, svg') ?? from).getBoundingClientRect();
  // A bar that appears with the first dish is on the page one frame later.
  requestAnimationFrame(() => {
    const target = cartPlace();
    if (target && start.width > 0) fly(from.querySelector('img'), start, target.getBoundingClientRect());
  });
}

function fly(picture: HTMLImageElement | null, start: DOMRect, end: DOMRect): void {
  const flyer = document.createElement('div');
  flyer.className = 'pointer-events-none fixed top-0 left-0 z-50 overflow-hidden rounded-card bg-accent shadow-card';
  const size = Math.min(start.width, 160);
  flyer.style.width = `${size}px`;
  flyer.style.height = `${size * 0.75}px`;
  if (picture) {
    const copy = document.createElement('img');
    copy.src = picture.currentSrc;
    copy.alt = '';
    copy.className = 'size-full object-cover';
    flyer.append(copy);
  }
  document.body.append(flyer);
  const place = (box: DOMRect, scale: number): string => {
    const x = box.left + box.width / 2 - size / 2;
    const y = box.top + Math.min(box.height, 120) / 2 - (size * 0.75) / 2;
    return `translate(${x}px, ${y}px) scale(${scale})`;
  };
  const flight = flyer.animate(
    [
      { transform: place(start, 1), opacity: 1 },
      { transform: place(end, 0.25), opacity: 0.6 },
    ],
    { duration: 240, easing: 'cubic-bezier(0.4, 0, 0.6, 1)' },
  );
  flight.addEventListener('finish', () => flyer.remove());
  flight.addEventListener('cancel', () => flyer.remove());
}
