import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';

/** Sheets are pages over the menu, so that the back button closes them and a reload brings them back. */
export interface Sheets {
  path: string;
  open: (path: string) => void;
  close: () => void;
}

/** Whether the entry below this one in the history is the menu, so that closing can go back to it. */
function isAboveMenu(): boolean {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'sheet' in state;
}

/** Going back takes a moment, in which a second close must not lead out of the app. */
let goingBack = false;
addEventListener('popstate', () => {
  goingBack = false;
});

export function useSheets(): Sheets {
  const [path, navigate] = useLocation();
  const open = useCallback(
    (next: string) => {
      // From one sheet to another: the menu stays one step back.
      const replace = location.pathname !== '/';
      navigate(next, { replace, state: replace && !isAboveMenu() ? null : { sheet: true } });
    },
    [navigate],
  );
  const close = useCallback(() => {
    if (location.pathname === '/' || goingBack) return;
    if (!isAboveMenu()) {
      navigate('/', { replace: true });
      return;
    }
    goingBack = true;
    history.back();
  }, [navigate]);
  return useMemo(() => ({ path, open, close }), [path, open, close]);
}
