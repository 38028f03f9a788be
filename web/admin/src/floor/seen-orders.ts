import { keep, readKept } from '@soban/web-shared/kept';
import { create } from 'zustand';

const key = 'soban.seen-orders';
const most = 500;

function idsIn(kept: unknown): string[] {
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

/**
 * Which new orders somebody at this screen has looked at. Kept on the device, so that a reload does not call for
 * attention again; an order that has moved on needs none and is forgotten.
 */
export const useSeenOrders = create<ReadonlySet<string>>(() => new Set(idsIn(readKept(key))));

export function markSeen(orderIds: readonly string[]): void {
  const seen = useSeenOrders.getState();
  const fresh = orderIds.filter((id) => !seen.has(id));
  if (fresh.length === 0) return;
  const ids = [...seen, ...fresh].slice(-most);
  useSeenOrders.setState(new Set(ids), true);
  keep(key, ids);
}

export function isSeen(orderId: string): boolean {
  return useSeenOrders.getState().has(orderId);
}
