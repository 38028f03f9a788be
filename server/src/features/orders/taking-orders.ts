import { type Closure, closureAt } from '@soban/contract/ordering';
import type { PlaceOrder } from '@soban/contract/orders';
import { Refusal } from '../../refusal.ts';
import type { StoreSnapshot } from '../menu/store-snapshot.ts';

/** Throws `store_closed` where guests cannot order now, or not all of this; it costs no look at the database. */
export function requireTakingOrders(store: StoreSnapshot, { items }: PlaceOrder, now: number): void {
  const { settings, menu } = store;
  if (settings.hours === null && settings.pauses.length === 0) return;
  const ordering = store.ordering(now);
  const closure = closureAt(ordering, now);
  if (closure) throw new Refusal('store_closed', 'The store takes no orders now.', { until: instantOf(closure) });

  const dishes = [...new Set(items.map(({ menuItemId }) => menuItemId))].flatMap((id) => menu.items.get(id) ?? []);
  const paused = dishes.flatMap(({ id, name }) => {
    const why = closureAt(ordering, now, menu.categoryOf.get(id));
    return why ? [{ dish: { menuItemId: id, name }, why }] : [];
  });
  if (paused.length === 0) return;
  const untils = paused.map(({ why }) => why.until);
  const until = untils.includes(null) ? null : Math.max(...untils.map(Number));
  throw new Refusal('store_closed', 'Some of the order is not taken now.', {
    items: paused.map(({ dish }) => dish),
    until: instantOf({ until }),
  });
}

function instantOf({ until }: Pick<Closure, 'until'>): string | null {
  return until === null ? null : new Date(until).toISOString();
}
