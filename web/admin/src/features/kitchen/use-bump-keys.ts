import { nextStatus, previousStatus } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import type { OrderStep, UnfinishedStep } from '@soban/contract/vocabulary';
import { type RefObject, useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Step } from '../../floor/use-move-order.ts';

type Move = (order: Order, to: Step) => void;

export interface BumpKeys {
  /** The column whose tickets the number keys bump. */
  column: UnfinishedStep;
  /** Moves an order and remembers it as the one to recall. */
  move: Move;
}

/**
 * A bump bar's keys: 1 to 9 bump the ticket of that number, left and right choose the column whose tickets are numbered,
 * U or Backspace recalls the last bump. Enter bumps the focused ticket, as on any button.
 */
export function useBumpKeys(
  area: RefObject<HTMLElement | null>,
  columns: Readonly<Record<OrderStep, readonly Order[]>>,
  moveOrder: Move,
): BumpKeys {
  const [chosen, setChosen] = useState<UnfinishedStep>('preparing');
  const column = columns[chosen].length > 0 ? chosen : chosen === 'pending' ? 'preparing' : 'pending';
  const last = useRef<string>(undefined);
  const move = useCallback<Move>(
    (order, to) => {
      last.current = nextStatus(order.status) === to ? order.id : undefined;
      moveOrder(order, to);
    },
    [moveOrder],
  );

  function bump(at: number): void {
    const order = columns[column][at];
    const next = order ? nextStatus(order.status) : null;
    // A ticket that has just moved on still holds its place, and its number must not bump it twice.
    if (order && next && order.status === column) move(order, next);
  }

  function recall(): void {
    const order = Object.values(columns)
      .flat()
      .find((each) => each.id === last.current);
    const previous = order ? previousStatus(order.status) : null;
    if (order && previous) move(order, previous);
  }

  const pressed = useEffectEvent((event: KeyboardEvent): void => {
    if (isMeantElsewhere(event)) return;
    if (/^[1-9]$/.test(event.key)) bump(Number(event.key) - 1);
    else if (event.key === 'Backspace' || event.key.toLowerCase() === 'u') recall();
    else if (event.target === document.body && event.key === 'ArrowLeft') setChosen('pending');
    else if (event.target === document.body && event.key === 'ArrowRight') setChosen('preparing');
  });

  const focused = useEffectEvent((event: FocusEvent): void => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['bump'] : undefined;
    if (columns.pending.some((order) => order.id === id)) setChosen('pending');
    else if (columns.preparing.some((order) => order.id === id)) setChosen('preparing');
  });

  useEffect(() => {
    const stop = new AbortController();
    addEventListener('keydown', (event) => pressed(event), { signal: stop.signal });
    area.current?.addEventListener('focusin', (event) => focused(event), { signal: stop.signal });
    return () => stop.abort();
  }, [area]);

  return { column, move };
}

/** Somebody types, works in a dialog, uses a shortcut of the browser's or just leans on a key. */
function isMeantElsewhere(event: KeyboardEvent): boolean {
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select');
  const shortcut = event.ctrlKey || event.metaKey || event.altKey;
  return Boolean(typing) || shortcut || event.repeat || document.querySelector('dialog[open]') !== null;
}
