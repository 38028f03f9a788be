import { signsOfTouch } from '@soban/web-shared/release/touch';
import { useEffect, useEffectEvent, useState } from 'react';

/** Calls back after a time without any touch or key; every touch starts the time anew, also after it has run out. */
export function useIdle(milliseconds: number, onIdle: () => void): void {
  const idle = useEffectEvent(onIdle);
  useEffect(() => {
    let timer = setTimeout(() => idle(), milliseconds);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => idle(), milliseconds);
    };
    const watching = new AbortController();
    for (const sign of signsOfTouch)
      addEventListener(sign, touched, { signal: watching.signal, passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      watching.abort();
    };
  }, [milliseconds]);
}

/** Whether this is a table's screen and not a guest's own phone. */
export function useIsTableScreen(): boolean {
  const [query] = useState(() => matchMedia('(min-width: 40rem)'));
  const [matches, setMatches] = useState(query.matches);
  useEffect(() => {
    const changed = (): void => setMatches(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, [query]);
  return matches;
}
