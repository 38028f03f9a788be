import type { BoardTable } from '@soban/contract/board';
import * as endpoints from '@soban/contract/endpoints';
import type { Problem } from '@soban/contract/problem';
import { ApiError, isSignedOut } from '@soban/web-shared/api';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { refreshMenu } from '@soban/web-shared/menu';
import { type CartLine, orderBody, type ReviewedCart } from '@soban/web-shared/ordering/cart-lines';
import { newIdempotencyKey } from '@soban/web-shared/ordering/idempotency-key';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useLive } from '@soban/web-shared/use-live';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { create } from 'zustand';
import { useFloor } from '../../floor/floor.tsx';
import { changeDraft, clearDraft, draftFor, type Unanswered, useOrderDraft } from '../../floor/order-drafts.ts';
import { useSession } from '../../session/session.tsx';
import { countOrdered } from './favourites.ts';

/** Where a table's order stands; in this page and not on the device: a reload begins anew. */
interface Sending {
  underWay: boolean;
  /** Tries without an answer. */
  failures: number;
  /** And what was chosen then: once it is another, the refusal is past. */
  refused: { problem: Problem; lines: readonly CartLine[] } | null;
}

const atRest: Sending = { underWay: false, failures: 0, refused: null };
const useSendings = create<Readonly<Record<string, Sending>>>(() => ({}));
const sendingFor = (tableId: string): Sending => useSendings.getState()[tableId] ?? atRest;
const become = (tableId: string, sending: Sending): void => useSendings.setState({ [tableId]: sending });

const firstDelay = 1000;
const slowestDelay = 15_000;
const tooOld = 15 * 60_000;

/** Whether it may go out again by itself: not to the next party, nor long after. */
function isStillMeant({ at, sessionId }: Unanswered, { session }: BoardTable): boolean {
  return Date.now() - at < tooOld && (sessionId === null || sessionId === session?.id);
}

export type PlaceState =
  | { step: 'choosing'; refused: Problem | null }
  | { step: 'sending' }
  /** `again`: when it is sent once more by itself; or only when somebody says so. */
  | { step: 'unanswered'; again: 'soon' | 'asked' | 'never' };

/** Places a table's order; it keeps its key until the server has answered, so that it is one order whatever is lost on the way. */
export function usePlace(table: BoardTable, onPlaced: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const t = useTranslations('ordering');
  const { staff } = useSession().me;
  const { lines: chosen, unanswered } = useOrderDraft(table.id);
  const { status } = useLive(useFloor().stream);
  const { underWay, failures, refused } = useSendings((sendings) => sendings[table.id]) ?? atRest;

  const send = useCallback(async () => {
    const { unanswered: order } = draftFor(table.id);
    const before = sendingFor(table.id);
    // A second tap while it is on its way does nothing.
    if (!order || order.staffId !== staff.id || before.underWay) return;
    become(table.id, { ...before, underWay: true, refused: null });
    try {
      const headers = { 'idempotency-key': order.key };
      const { number, items } = await api.call(endpoints.placeOrder, { headers, body: order.body });
      clearDraft(table.id);
      become(table.id, atRest);
      countOrdered(items.map(({ menuItemId }) => menuItemId));
      showToast({ message: t('placed', { number }) });
      onPlaced();
    } catch (error) {
      const problem = refusalIn(error);
      const { lines } = draftFor(table.id);
      become(table.id, {
        underWay: false,
        failures: problem ? 0 : before.failures + 1,
        refused: problem && { problem, lines },
      });
      if (!problem) return;
      changeDraft(table.id, { unanswered: null });
      // This screen was out of date: the fresh menu marks the lines it was refused for.
      refreshMenu(queries);
    }
  }, [api, queries, t, table.id, staff.id, onPlaced]);

  const mine = unanswered?.staffId === staff.id;
  const again = !mine ? 'never' : unanswered && isStillMeant(unanswered, table) ? 'soon' : 'asked';
  const isWaiting = unanswered !== null && !underWay && again === 'soon' && status === 'live';
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(
      () => void send(),
      failures === 0 ? 0 : Math.min(slowestDelay, firstDelay * 2 ** failures),
    );
    return () => clearTimeout(timer);
  }, [isWaiting, failures, send]);

  function place(cart: ReviewedCart): void {
    const { note, unanswered: earlier } = draftFor(table.id);
    if (earlier) return;
    const body = { ...orderBody(cart, note), tableId: table.id };
    const order = {
      key: newIdempotencyKey(),
      body,
      staffId: staff.id,
      at: Date.now(),
      sessionId: table.session?.id ?? null,
    };
    changeDraft(table.id, { unanswered: order });
    void send();
  }

  /** Back to choosing; what went out may have arrived all the same. */
  function giveUp(): void {
    changeDraft(table.id, { unanswered: null });
    become(table.id, atRest);
  }

  const state: PlaceState = underWay
    ? { step: 'sending' }
    : unanswered
      ? { step: 'unanswered', again }
      : { step: 'choosing', refused: refused?.lines === chosen ? refused.problem : null };
  return { state, place, sendAgain: send, giveUp };
}

/** The problem where the server has said no; null where it may not have heard, or may say yes later. */
function refusalIn(error: unknown): Problem | null {
  if (!(error instanceof ApiError) || isSignedOut(error)) return null;
  const { problem } = error;
  return problem.status >= 500 || problem.code === 'rate_limited' ? null : problem;
}
