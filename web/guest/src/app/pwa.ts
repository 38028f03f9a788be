let waiting: ServiceWorker | null = null;

/** Registers the worker that makes the menu open at once and without a network; plain-HTTP addresses have none. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const worker = navigator.serviceWorker;
  let controlled = worker.controller !== null;
  worker.addEventListener('controllerchange', () => {
    // The first worker takes over the page as it is; a later one brings another page.
    if (controlled) location.reload();
    controlled = true;
  });
  // Where a browser refuses, the app works as any page does.
  worker
    .register('/sw.js')
    .then(watch)
    .catch(() => undefined);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') applyUpdateWhenSafe();
  });
}

function watch(registration: ServiceWorkerRegistration): void {
  const note = (): void => {
    // Without an earlier version there is nothing to take over from.
    waiting = registration.active ? registration.waiting : null;
  };
  note();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', note);
  });
  // A tablet is never closed, so it has to ask for new versions by itself.
  setInterval(() => void registration.update().catch(() => undefined), 3_600_000);
}

/**
 * Lets a new version take over, which reloads the page. Called only while nobody is using it: the cart, the language and
 * an order still waiting are in the browser's storage and come back with the page.
 */
export function applyUpdateWhenSafe(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  waiting?.postMessage({ type: 'SKIP_WAITING' });
}
