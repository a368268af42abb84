import type { CellFocusedEvent, GridApi, IDatasource, SelectionChangedEvent } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useMemo } from 'react';
import type { BillingGridProps } from './billing-grid-props.ts';
import type { GridRows } from './grid-data.ts';
import { focusedNode } from './grid-keys.ts';
import { registerGridModules } from './grid-modules.ts';
import { GRID_OPTIONS, rowSelectionOf } from './grid-options.ts';
import { rememberPlace } from './grid-place.ts';
import { sortNow } from './grid-sort.ts';
import type { GridSelection } from './selection-bar.tsx';

registerGridModules();

export interface GridTableProps<Row> extends BillingGridProps<Row> {
  readonly datasource: IDatasource | undefined;
  readonly onApi: (api: GridApi<Row>) => void;
  readonly onSelected: (rows: readonly Row[]) => void;
}

/** Where rows come from, as AG Grid takes it. The same rows are the same array, or it would compare them all again. */
function useRowOptions<Row>(data: GridRows<Row>, datasource: IDatasource | undefined) {
  const rows = data.kind === 'client' ? data.rows : undefined;
  const rowData = useMemo(() => [...(rows ?? [])], [rows]);
  return datasource === undefined
    ? ({ rowModelType: 'clientSide', rowData } as const)
    : ({ rowModelType: 'infinite', datasource } as const);
}

function useRowSelection<Row>(selection: GridSelection<Row> | undefined, kind: GridRows<Row>['kind']) {
  const selects = selection !== undefined;
  const canSelect = selection?.canSelect;
  return useMemo(() => (selects ? rowSelectionOf<Row>(canSelect, kind) : undefined), [selects, canSelect, kind]);
}

/** AG Grid itself, wired to the desk's ways. */
export function GridTable<Row>(props: GridTableProps<Row>) {
  const { name, columns, rowId, data, datasource, selection, onOpen, onPeek, onSort, isPeeking = false } = props;
  const rowOptions = useRowOptions(data, datasource);
  const rowSelection = useRowSelection(selection, data.kind);

  function onCellFocused({ api, rowIndex }: CellFocusedEvent<Row>) {
    if (rowIndex === null) return;
    rememberPlace(name, rowIndex);
    const row = focusedNode(api)?.data;
    if (isPeeking && row !== undefined) onPeek?.(row);
  }

  function onSelectionChanged({ api }: SelectionChangedEvent<Row>) {
    const rows = api.getSelectedRows();
    props.onSelected(rows);
    selection?.onChange?.(rows);
  }

  return (
    <AgGridReact<Row>
      {...GRID_OPTIONS}
      {...rowOptions}
      {...(rowSelection !== undefined && { rowSelection })}
      columnDefs={columns}
      getRowId={({ data: row }) => rowId(row)}
      domLayout={props.growsWithRows === true ? 'autoHeight' : 'normal'}
      onGridReady={({ api }) => {
        api.setGridAriaProperty('label', name);
        props.onApi(api);
      }}
      onRowDoubleClicked={({ data: row }) => row !== undefined && onOpen?.(row)}
      onSelectionChanged={onSelectionChanged}
      onSortChanged={({ api }) => onSort?.(sortNow(api))}
      onCellFocused={onCellFocused}
    />
  );
}
