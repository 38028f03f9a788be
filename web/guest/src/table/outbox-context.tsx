import { useStateOf } from '@soban/web-shared/use-state-of';
import { createContext, type ReactNode, use } from 'react';
import type { OrderOutbox, OutboxState } from './order-outbox.ts';

const OutboxContext = createContext<OrderOutbox | null>(null);

export function OutboxProvider({ outbox, children }: { outbox: OrderOutbox; children: ReactNode }): ReactNode {
  return <OutboxContext value={outbox}>{children}</OutboxContext>;
}

export function useOutbox(): OrderOutbox {
  const outbox = use(OutboxContext);
  if (!outbox) throw new Error('useOutbox needs an OutboxProvider above it');
  return outbox;
}

export function useOutboxState(): OutboxState {
  return useStateOf(useOutbox().state);
}
