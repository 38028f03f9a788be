import type { BoardTable } from '@soban/contract/board';
import { isUnfinished } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import type { KitchenThresholds } from '@soban/contract/store';

export type Wait = 'fresh' | 'warn' | 'late';

export function waitAfter(minutes: number, thresholds: KitchenThresholds): Wait {
  if (minutes >= thresholds.lateAfterMinutes) return 'late';
  return minutes >= thresholds.warnAfterMinutes ? 'warn' : 'fresh';
}

/** The order that has waited longest at this table, if any still waits. */
export function longestWaiting(table: BoardTable): Order | undefined {
  return table.orders
    .filter(isUnfinished)
    .reduce<Order | undefined>(
      (oldest, order) => (oldest && oldest.createdAt <= order.createdAt ? oldest : order),
      undefined,
    );
}
