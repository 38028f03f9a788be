import type { OrderStatus } from '@soban/contract/vocabulary';
import { useEffect, useState } from 'react';

/** Longer than a double tap. */
const settleTime = 700;

/**
 * Whether the button for an order's next step may be pressed: not right after a step, when it has just taken the place
 * of the one before and the second tap of a double tap would land on it.
 */
export function useStepReady(status: OrderStatus): boolean {
  const [settled, setSettled] = useState(status);
  useEffect(() => {
    if (settled === status) return undefined;
    const timer = setTimeout(() => setSettled(status), settleTime);
    return () => clearTimeout(timer);
  }, [settled, status]);
  return settled === status;
}
