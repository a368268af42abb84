import type { GridApi, SortModelItem } from 'ag-grid-community';
import type { GridSort } from './grid-data.ts';

/** What AG Grid asks a datasource for, in the desk's own shape: one column or none. */
export function sortOf(model: readonly SortModelItem[]): GridSort | null {
  const [first] = model;
  return first === undefined ? null : { column: first.colId, direction: first.sort };
}

/** The order that the grid shows now. */
export function sortNow<Row>(api: GridApi<Row>): GridSort | null {
  for (const { colId, sort } of api.getColumnState()) {
    if (sort !== null && sort !== undefined) return { column: colId, direction: sort };
  }
  return null;
}
