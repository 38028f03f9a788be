import type { PlaceOrder } from '@soban/contract/orders';
import { hasFields, isObject, keep, readKept } from '@soban/web-shared/kept';
import { type CartLine, linesIn } from '@soban/web-shared/ordering/cart-lines';
import { useMemo } from 'react';
import { create } from 'zustand';

/** An order that has gone out and has not been answered: however often it is sent, its key makes it one. */
export interface Unanswered {
  key: string;
  body: PlaceOrder;
  /** Whose key it is: anybody else's would make another order. */
  staffId: string;
  /** Epoch milliseconds of the tap. */
  at: number;
  /** Who sat there then; null: nobody. */
  sessionId: string | null;
}

/** What somebody at this device is putting together for one table. */
export interface OrderDraft {
  lines: readonly CartLine[];
  note: string;
  unanswered: Unanswered | null;
}

const emptyDraft: OrderDraft = { lines: [], note: '', unanswered: null };

const prefix = 'soban.order-draft.';

function draftIn(kept: unknown): OrderDraft {
  if (!hasFields(kept, { note: 'string' })) return emptyDraft;
  return { lines: linesIn(kept), note: kept.note, unanswered: unansweredIn(kept['unanswered']) };
}

function unansweredIn(kept: unknown): Unanswered | null {
  if (!hasFields(kept, { key: 'string', staffId: 'string', at: 'number' })) return null;
  const { key, staffId, at, body, sessionId } = kept;
  if (!isObject(body) || !Array.isArray(body['items'])) return null;
  // What another release has kept is sent all the same: the server says what it thinks of it.
  return { key, staffId, at, body: body as PlaceOrder, sessionId: typeof sessionId === 'string' ? sessionId : null };
}

/** Of the tables that somebody has looked at since the page was opened. */
const useDrafts = create<Readonly<Record<string, OrderDraft>>>(() => ({}));

export function draftFor(tableId: string): OrderDraft {
  return useDrafts.getState()[tableId] ?? draftIn(readKept(prefix + tableId));
}

/** A table's draft, kept on this device over reloads and in step across its tabs. */
export function useOrderDraft(tableId: string): OrderDraft {
  const known = useDrafts((drafts) => drafts[tableId]);
  const kept = useMemo(() => draftIn(readKept(prefix + tableId)), [tableId]);
  return known ?? kept;
}

export function changeDraft(tableId: string, change: Partial<OrderDraft>): void {
  const draft = { ...draftFor(tableId), ...change };
  useDrafts.setState({ [tableId]: draft });
  keep(prefix + tableId, draft);
}

export function clearDraft(tableId: string): void {
  changeDraft(tableId, emptyDraft);
}

addEventListener('storage', ({ key }) => {
  if (key?.startsWith(prefix)) useDrafts.setState({ [key.slice(prefix.length)]: draftIn(readKept(key)) });
});
