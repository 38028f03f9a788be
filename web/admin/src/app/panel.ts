import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

export type Panel = { kind: 'table'; tableNumber: number } | { kind: 'calls' | 'menu' | 'settings' };

function readPanel(search: URLSearchParams): Panel | null {
  const tableNumber = Number(search.get('table'));
  if (tableNumber > 0) return { kind: 'table', tableNumber };
  const kind = search.get('panel');
  return kind === 'calls' || kind === 'menu' || kind === 'settings' ? { kind } : null;
}

/** Which drawer is open, kept in the address: the back gesture closes it, and a link opens it. */
export function usePanel(): [panel: Panel | null, open: (panel: Panel) => void, close: () => void] {
  const [search, setSearch] = useSearchParams();
  const open = useCallback(
    (panel: Panel) => setSearch(panel.kind === 'table' ? { table: String(panel.tableNumber) } : { panel: panel.kind }),
    [setSearch],
  );
  const close = useCallback(() => setSearch({}, { replace: true }), [setSearch]);
  return [readPanel(search), open, close];
}
