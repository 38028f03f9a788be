import { type RefObject, useEffect, useState } from 'react';
import { arrange, isSame, type Placed } from './calm-order.ts';

/** Milliseconds after the last touch, pointer or key during which nothing moves. */
const settleTime = 1400;

/** Whether somebody is about to tap something in this element, or just has. */
function useHandNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const area = element.current;
    if (!area) return undefined;
    const stop = new AbortController();
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const stay = (): void => {
      clearTimeout(leaving);
      leaving = setTimeout(() => setNear(false), settleTime);
      setNear(true);
    };
    for (const sign of ['pointerdown', 'pointermove', 'pointerup', 'wheel'] as const) {
      area.addEventListener(sign, stay, { signal: stop.signal, passive: true });
    }
    addEventListener('keydown', stay, { signal: stop.signal, capture: true });
    return () => {
      stop.abort();
      clearTimeout(leaving);
    };
  }, [element]);
  return near;
}

/**
 * Where everything stands now: where it should, except that nothing moves while a hand is near. What is new joins the end
 * of its group, so it is seen at once without pushing anything away.
 */
export function useCalmOrder(area: RefObject<HTMLElement | null>, wanted: readonly Placed[]): readonly Placed[] {
  const near = useHandNear(area);
  const [last, setLast] = useState<readonly Placed[]>([]);
  const arranged = arrange(last, wanted, near ? 'stay' : 'settle');
  if (!isSame(last, arranged)) setLast(arranged);
  return arranged;
}
