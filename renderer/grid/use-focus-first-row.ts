import type { GridApi } from 'ag-grid-community';
import { useEffect, useRef } from 'react';
import { placeIn } from './grid-place.ts';

/** Focus is where nobody put it: on nothing, or on the heading that a new screen was announced by. */
function isFocusFree(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.tagName === 'H1';
}

/** Once its rows are there, a list takes the keyboard at the row it last had, unless somebody is busy elsewhere. */
export function useFocusFirstRow<Row>(api: GridApi<Row> | null, isReady: boolean, list: string): void {
  const done = useRef(false);
  useEffect(() => {
    if (api === null || !isReady || done.current) return undefined;
    done.current = true;
    const frame = requestAnimationFrame(() => {
      const [first] = api.getAllDisplayedColumns().filter((column) => (column.getColDef().headerName ?? '') !== '');
      const rowIndex = Math.min(placeIn(list), api.getDisplayedRowCount() - 1);
      if (first === undefined || rowIndex < 0 || !isFocusFree()) return;
      api.ensureIndexVisible(rowIndex, 'middle');
      api.setFocusedCell(rowIndex, first);
    });
    return () => cancelAnimationFrame(frame);
  }, [api, isReady, list]);
}
