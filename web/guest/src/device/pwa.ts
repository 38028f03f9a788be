import { releaseAt, servedRelease } from '@soban/web-shared/release/page-release';

const base = import.meta.env.BASE_URL;
/** Milliseconds that a worker may take to fetch its release, … */
const installPatience = 60_000;
/** … and to take over, which waits for what the one before still answers. */
const takeOverPatience = 10_000;

/** Registers the worker that makes the menu open at once and without a network; plain-HTTP addresses have none. */
export function registerWorker(onTakenOver: () => void): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  // Where a browser refuses, the app works as any page does.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  // Another tab may have let a newer worker in: this page is old then, and goes on until it is left alone.
  navigator.serviceWorker.addEventListener('controllerchange', onTakenOver);
}

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return 'serviceWorker' in navigator ? navigator.serviceWorker.getRegistration() : undefined;
}

/** A new worker fetches its release while nobody waits for it. */
export async function fetchAhead(): Promise<void> {
  const worker = await registration();
  await worker?.update().catch(() => undefined);
}

/**
 * Lets the newest worker take over, since the one before answers every reload with its own page. Where that cannot be, for
 * instance on a full disk, the one before is let go of: the page then comes from the server, and tries again to register one.
 */
export async function bringThroughWorker(): Promise<void> {
  const worker = await registration();
  if (!worker?.active) return;
  await fetchAhead();
  if (worker.installing) await eventOf(worker.installing, 'statechange', installPatience);
  if (worker.waiting) {
    const takenOver = eventOf(navigator.serviceWorker, 'controllerchange', takeOverPatience);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
    worker.waiting.postMessage({ type: 'SKIP_WAITING' });
    await takenOver;
  }
  const served = await servedRelease(base);
  if (served === undefined) throw new Error('the server is away again');
  const kept = await releaseAt(`${base}index.html`, base, 'default');
  if (kept !== served) await worker.unregister();
}

function eventOf(target: EventTarget, name: string, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience);
    const happened = (): void => {
      clearTimeout(timer);
      resolve();
    };
    target.addEventListener(name, happened, { once: true });
  });
}
