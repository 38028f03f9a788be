import { useSyncExternalStore } from 'react';

/*
 * Which new orders somebody at this screen has looked at. Kept on the device, so that a reload does not call for
 * attention again; an order that has moved on needs none and is forgotten.
 */
const key = 'soban.seen-orders';
const most = 500;
const listeners = new Set<() => void>();
let seen: ReadonlySet<string> = read();

function read(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []);
  } catch {
    return new Set();
  }
}

export function markSeen(orderIds: readonly string[]): void {
  const fresh = orderIds.filter((id) => !seen.has(id));
  if (fresh.length === 0) return;
  seen = new Set([...seen, ...fresh].slice(-most));
  try {
    localStorage.setItem(key, JSON.stringify([...seen]));
  } catch {
    // A device that keeps nothing still remembers until it is reloaded.
  }
  for (const listener of listeners) listener();
}

export function isSeen(orderId: string): boolean {
  return seen.has(orderId);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSeenOrders(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, () => seen);
}
