import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

export type Panel =
  | { kind: 'table' | 'order'; tableNumber: number }
  | { kind: 'calls' | 'menu' | 'pause' | 'settings' };

function readPanel(search: URLSearchParams): Panel | null {
  for (const kind of ['table', 'order'] as const) {
    const tableNumber = Number(search.get(kind));
    if (tableNumber > 0) return { kind, tableNumber };
  }
  const kind = search.get('panel');
  return kind === 'calls' || kind === 'menu' || kind === 'pause' || kind === 'settings' ? { kind } : null;
}

/** Which drawer is open, kept in the address: the back gesture closes it, and a link opens it. */
export function usePanel(): [panel: Panel | null, open: (panel: Panel) => void, close: () => void] {
  const [search, setSearch] = useSearchParams();
  const open = useCallback(
    (panel: Panel) =>
      setSearch('tableNumber' in panel ? { [panel.kind]: String(panel.tableNumber) } : { panel: panel.kind }),
    [setSearch],
  );
  const close = useCallback(() => setSearch({}, { replace: true }), [setSearch]);
  return [readPanel(search), open, close];
}
