import { nextStatus, previousStatus } from '@soban/contract/lifecycle';
import type { Order } from '@soban/contract/orders';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Step } from '../../floor/use-move-order.ts';
import type { KitchenColumn } from './tickets.ts';

type BumpColumn = 'pending' | 'preparing';

/**
 * A bump bar's keys: 1 to 9 bump the ticket of that number, left and right choose the column whose tickets are numbered,
 * U or Backspace recalls the last bump. Enter bumps the focused ticket, as on any button.
 */
export function useBumpKeys(
  area: RefObject<HTMLElement | null>,
  columns: Readonly<Record<KitchenColumn, readonly Order[]>>,
  move: (order: Order, to: Step) => void,
): { column: BumpColumn } {
  const [chosen, setChosen] = useState<BumpColumn>('preparing');
  const [last, setLast] = useState<string>();
  const column = columns[chosen].length > 0 ? chosen : chosen === 'pending' ? 'preparing' : 'pending';
  const latest = useRef({ columns, column, last, move });
  useEffect(() => {
    latest.current = { columns, column, last, move };
  });

  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener('keydown', (event) => pressed(event), { signal });
    area.current?.addEventListener(
      'focusin',
      (event) => {
        const focused = event.target instanceof HTMLElement ? event.target.dataset['bump'] : undefined;
        const holds = (each: BumpColumn): boolean => latest.current.columns[each].some((order) => order.id === focused);
        if (holds('pending')) setChosen('pending');
        if (holds('preparing')) setChosen('preparing');
      },
      { signal },
    );

    function pressed(event: KeyboardEvent): void {
      const busy = event.target instanceof Element && event.target.closest('input, textarea, dialog');
      if (busy || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (/^[1-9]$/.test(event.key)) bump(Number(event.key) - 1);
      else if (event.key === 'Backspace' || event.key.toLowerCase() === 'u') recall();
      else if (event.target === document.body && event.key === 'ArrowLeft') setChosen('pending');
      else if (event.target === document.body && event.key === 'ArrowRight') setChosen('preparing');
    }

    function bump(at: number): void {
      const order = latest.current.columns[latest.current.column][at];
      const next = order ? nextStatus(order.status) : null;
      // A ticket that has just moved on still holds its place, and its number must not bump it twice.
      if (!order || !next || order.status !== latest.current.column) return;
      setLast(order.id);
      latest.current.move(order, next);
    }

    function recall(): void {
      const { columns: shown, last: bumped } = latest.current;
      const order = [...shown.pending, ...shown.preparing, ...shown.completed].find((each) => each.id === bumped);
      const previous = order ? previousStatus(order.status) : null;
      if (!order || !previous) return;
      setLast(undefined);
      latest.current.move(order, previous);
    }

    return () => stop.abort();
  }, [area]);

  return { column };
}
