import type { GridApi } from 'ag-grid-community';
import { focusedNode } from './grid-keys.ts';
import { tableText } from './table-text.ts';

/** The selected rows with the columns' titles, or the row that has focus; null when there is none. */
export function copiedRows<Row>(api: GridApi<Row>): { readonly text: string; readonly rows: number } | null {
  const selected = api.getSelectedNodes().toSorted((a, b) => (a.rowIndex ?? 0) - (b.rowIndex ?? 0));
  const focused = focusedNode(api);
  const nodes = selected.length > 0 ? selected : focused?.data === undefined ? [] : [focused];
  if (nodes.length === 0) return null;
  const columns = api.getAllDisplayedColumns().filter((column) => (column.getColDef().headerName ?? '') !== '');
  const titles = columns.map((column) => column.getColDef().headerName ?? '');
  const rows = nodes.map((rowNode) =>
    columns.map((colKey) => api.getCellValue({ rowNode, colKey, useFormatter: true }) ?? ''),
  );
  return { text: tableText([titles, ...rows]), rows: rows.length };
}
