import * as endpoints from '@soban/contract/endpoints';
import type { MoveOrder, Order } from '@soban/contract/orders';
import { useApi } from '@soban/web-shared/api-context.tsx';
import { serverNow } from '@soban/web-shared/server-clock';
import { showToast } from '@soban/web-shared/ui/toasts.tsx';
import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useFailureText } from '../session/failure.ts';
import { useFloor } from './floor.tsx';
import { type Move, moveAccepted, moveAsked, moveRefused } from './floor-state.ts';
import { noteSeen } from './seen-orders.ts';

export type Step = MoveOrder['status'];

/** Steps of one order go out one after the other, so that two quick taps cannot overtake each other. */
const queues = new Map<string, Promise<unknown>>();

function queued<Answer>(orderId: string, ask: () => Promise<Answer>): Promise<Answer> {
  const before = queues.get(orderId) ?? Promise.resolve();
  const answer = before.then(ask, ask);
  queues.set(orderId, answer);
  const done = (): void => {
    if (queues.get(orderId) === answer) queues.delete(orderId);
  };
  answer.then(done, done);
  return answer;
}

/** Moves an order one step: shown at once, taken back with a word when the server says no. */
export function useMoveOrder(): (order: Order, to: Step) => void {
  const api = useApi();
  const { state } = useFloor();
  const failureText = useFailureText();
  const t = useTranslations('moves');

  const ask = useCallback(
    async (order: Order, to: Step): Promise<boolean> => {
      const move: Move = { orderId: order.id, from: order.status, to, at: new Date(serverNow()).toISOString() };
      state.setState((before) => moveAsked(before, move));
      noteSeen([order.id]);
      try {
        const body: MoveOrder = { status: to, from: order.status };
        await queued(order.id, () => api.call(endpoints.moveOrder, { params: { id: order.id }, body }));
        state.setState((before) => moveAccepted(before, move));
        return true;
      } catch (error) {
        state.setState((before) => moveRefused(before, move));
        const why = failureText(error);
        if (why) showToast({ message: t('refused', { number: order.number, why }), tone: 'danger' });
        return false;
      }
    },
    [api, state, failureText, t],
  );

  return useCallback(
    (order, to) => {
      const from = order.status;
      void ask(order, to);
      if (from === 'canceled') return;
      showToast({
        message: t(to, { number: order.number }),
        action: { label: t('undo'), run: () => void ask({ ...order, status: to }, from) },
      });
    },
    [ask, t],
  );
}
