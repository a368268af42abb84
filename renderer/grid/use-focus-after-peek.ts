import type { GridApi } from 'ag-grid-community';
import { useEffect, useRef } from 'react';

/** When the pane beside the list closes and takes the focus that was in it along, the row it was about has it again. */
export function useFocusAfterPeek<Row>(api: GridApi<Row> | null, isPeeking: boolean): void {
  const wasPeeking = useRef(isPeeking);
  useEffect(() => {
    const closed = wasPeeking.current && !isPeeking;
    wasPeeking.current = isPeeking;
    const cell = api?.getFocusedCell();
    if (!closed || !api || !cell || document.activeElement !== document.body) return;
    api.setFocusedCell(cell.rowIndex, cell.column);
  }, [api, isPeeking]);
}
