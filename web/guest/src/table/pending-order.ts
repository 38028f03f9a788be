import type { PlaceOrder } from '@soban/contract/orders';
import type { SessionSummary } from '@soban/contract/tables';
import { hasFields, isObject } from '@soban/web-shared/kept';

/** An order the guest has sent off and the server has not answered yet, as it lies in this device's storage. */
export interface PendingOrder {
  /** Fixed before the first try: however often it is sent, it is one order. */
  idempotencyKey: string;
  body: PlaceOrder;
  /** Epoch milliseconds of the guest's tap, or of the moment they asked to send it after all. */
  createdAt: number;
  tableId: string;
  /** The visit it was meant for; null when it would be the first order of one. */
  sessionId: string | null;
  /** The cart's lines in it, to be taken out of the cart once it is placed. */
  lines: readonly { key: string; quantity: number }[];
  attempts: number;
  /** A try ended without an answer, so it may have arrived. */
  mayHaveArrived: boolean;
  /** Staff ended the visit while it was waiting. */
  visitEnded: boolean;
}

export type AskReason = 'visit_ended' | 'too_old';

const tooOld = 15 * 60_000;

/** Whether a waiting order may go out by itself, or why the guest has to be asked first. */
export function judge(
  pending: PendingOrder,
  now: number,
  tableId: string,
  open: SessionSummary | null,
): 'send' | AskReason {
  // A party may have been seated elsewhere: it is the visit that counts, where there was one.
  const isSame = pending.sessionId === null ? pending.tableId === tableId : pending.sessionId === open?.id;
  if (!isSame || pending.visitEnded) return 'visit_ended';
  return now - pending.createdAt > tooOld ? 'too_old' : 'send';
}

const storageKey = 'soban.pending-order';

/**
 * An order that an earlier release has kept is sent all the same, and the server says what it thinks of it: what that release did
 * not know yet is taken for the careful case.
 */
function pendingIn(kept: unknown): PendingOrder | undefined {
  if (!hasFields(kept, { idempotencyKey: 'string', createdAt: 'number', tableId: 'string' })) return undefined;
  const { idempotencyKey, createdAt, tableId, body, sessionId, lines, attempts, mayHaveArrived, visitEnded } = kept;
  if (!isObject(body) || !Array.isArray(body['items'])) return undefined;
  return {
    idempotencyKey,
    createdAt,
    tableId,
    body: body as PlaceOrder,
    sessionId: typeof sessionId === 'string' ? sessionId : null,
    lines: Array.isArray(lines) ? lines.filter((line) => hasFields(line, { key: 'string', quantity: 'number' })) : [],
    attempts: typeof attempts === 'number' ? attempts : 1,
    mayHaveArrived: mayHaveArrived !== false,
    visitEnded: visitEnded === true,
  };
}

export type PendingStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The one place a pending order is kept; a device that keeps nothing still holds it in memory. */
export class PendingOrderShelf {
  readonly #storage: PendingStorage;
  #inMemory: PendingOrder | undefined;

  constructor(storage: PendingStorage) {
    this.#storage = storage;
  }

  static isKey(key: string | null): boolean {
    return key === null || key === storageKey;
  }

  read(): PendingOrder | undefined {
    if (this.#inMemory) return this.#inMemory;
    try {
      const text = this.#storage.getItem(storageKey);
      return pendingIn(JSON.parse(text ?? 'null'));
    } catch {
      return undefined;
    }
  }

  write(pending: PendingOrder): void {
    try {
      this.#storage.setItem(storageKey, JSON.stringify(pending));
      this.#inMemory = undefined;
    } catch {
      this.#inMemory = pending;
    }
  }

  clear(): void {
    this.#inMemory = undefined;
    try {
      this.#storage.removeItem(storageKey);
    } catch {
      // Nothing was kept there either.
    }
  }
}
