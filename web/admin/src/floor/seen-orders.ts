import * as endpoints from '@soban/contract/endpoints';
import { maxSeen } from '@soban/contract/vocabulary';
import type { Api } from '@soban/web-shared/api';
import { keep, readKept } from '@soban/web-shared/kept';
import { create } from 'zustand';

const key = 'soban.seen-orders';
const most = 500;
/** Milliseconds in which glances gather into one call. */
const gather = 500;

function idsIn(kept: unknown): string[] {
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

/**
 * Which new orders somebody has looked at, at this screen or at another. Kept on the device, so that neither a reload nor an
 * outage calls for attention again; an order that has moved on needs none and is forgotten.
 */
export const useSeenOrders = create<ReadonlySet<string>>(() => new Set(idsIn(readKept(key))));

/** Takes in what this screen alone has to know, or what the server has told. */
export function noteSeen(marks: readonly string[]): void {
  const seen = useSeenOrders.getState();
  const fresh = marks.filter((mark) => !seen.has(mark));
  if (fresh.length === 0) return;
  const ids = [...seen, ...fresh].slice(-most);
  useSeenOrders.setState(new Set(ids), true);
  keep(key, ids);
}

export function isSeen(orderId: string): boolean {
  return useSeenOrders.getState().has(orderId);
}

/** Tells the other screens what has been looked at here: some time after, and all of it at once. */
export class Glances {
  readonly #api: Api;
  readonly #untold = new Set<string>();
  #isGathering = false;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Somebody has looked at these new orders. */
  add(orderIds: readonly string[]): void {
    for (const id of orderIds) if (!isSeen(id)) this.#untold.add(id);
    noteSeen(orderIds);
    this.tell();
  }

  /** What could not be told is told as soon as there is more, or the connection is back. */
  tell(): void {
    if (this.#untold.size === 0 || this.#isGathering) return;
    this.#isGathering = true;
    setTimeout(() => void this.#send(), gather);
  }

  async #send(): Promise<void> {
    const orderIds = [...this.#untold].slice(0, maxSeen);
    for (const id of orderIds) this.#untold.delete(id);
    const isTold = await this.#api.call(endpoints.seeOrders, { body: { orderIds } }).then(
      () => true,
      () => false,
    );
    this.#isGathering = false;
    if (isTold) this.tell();
    else for (const id of orderIds) this.#untold.add(id);
  }
}
