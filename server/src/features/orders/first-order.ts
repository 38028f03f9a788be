import { closureAt } from '@soban/contract/ordering';
import type { PlaceOrder } from '@soban/contract/orders';
import { missingPerHead } from '@soban/contract/pricing';
import type { SessionSummary } from '@soban/contract/tables';
import { Refusal } from '../../refusal.ts';
import type { StoreSnapshot } from '../menu/store-snapshot.ts';
import { choicesOf } from './price-order.ts';

/** Throws `validation_failed` where a party's first order has fewer of the dishes marked per head than people sit there. */
export function requireOnePerHead(
  store: StoreSnapshot,
  body: PlaceOrder,
  { partySize, orderCount }: SessionSummary,
  now: number,
): void {
  if (partySize === null || orderCount > 1) return;
  const { items, categoryOf } = store.menu;
  const ordering = store.ordering(now);
  const toBeHad = [...items.values()].filter(
    ({ id, soldOut, hidden, perHead }) =>
      perHead && !soldOut && !hidden && !closureAt(ordering, now, categoryOf.get(id)),
  );
  const missing = missingPerHead(choicesOf(items, body), partySize, toBeHad);
  if (missing === 0) return;
  const message = `The first order for ${partySize} people has at least ${partySize} of the dishes marked per head: ${missing} more.`;
  throw new Refusal('validation_failed', message, { errors: [{ path: '/items', message }] });
}
