import type { Guest } from '../store/guests.ts';
import { closedLoop, type Sample } from './closed-loop.ts';
import { openConnections } from './connection.ts';
import { withFreshKey } from './requests.ts';
import type { Target } from './target.ts';

/** So many tables order at the same time, each again as soon as it has its answer. */
export async function ordersOf(
  target: Target,
  guests: readonly Guest[],
  seconds: number,
  onSend: (guest: number) => void = () => undefined,
): Promise<Sample> {
  const connections = await openConnections(target, guests.length);
  const turns = guests.map(() => 0);
  const next = (at: number): Buffer => {
    const orders = guests[at]?.orders ?? [];
    const turn = (turns[at] ?? 0) + 1;
    turns[at] = turn;
    const order = orders[turn % orders.length];
    if (!order) throw new Error('A guest has nothing to order.');
    onSend(at);
    return withFreshKey(order);
  };
  const sample = await closedLoop({ program: target, connections, next, statuses: [201], seconds });
  for (const connection of connections) connection.close();
  return sample;
}
