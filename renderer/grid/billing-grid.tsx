import type { ColDef, GridApi } from 'ag-grid-community';
import { useState, type ReactNode } from 'react';
import { useShortcuts } from '../shell/shortcuts.ts';
import type { GridRows, GridSort } from './grid-data.ts';
import { GridFoot } from './grid-foot.tsx';
import { GridOver } from './grid-over.tsx';
import { gridShortcuts } from './grid-shortcuts.ts';
import { GridTable } from './grid-table.tsx';
import { SelectionBar, type GridSelection, type RowNoun } from './selection-bar.tsx';
import { useFocusAfterPeek } from './use-focus-after-peek.ts';
import { useFocusFirstRow } from './use-focus-first-row.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridState } from './use-grid-state.ts';
import { useNewRows } from './use-new-rows.ts';
import './billing-grid.css';

export interface BillingGridProps<Row> {
  /** What the list is called, for screen readers and for remembering its place: 'Organisations'. */
  readonly name: string;
  readonly noun: RowNoun;
  /** Made once, not anew at every drawing. */
  readonly columns: ColDef<Row>[];
  readonly rowId: (row: Row) => string;
  readonly data: GridRows<Row>;
  /** Enter, or a double press. */
  readonly onOpen?: (row: Row) => void;
  /** Space: the row to show beside the list, null to close it. While open it follows the arrows. */
  readonly onPeek?: (row: Row | null) => void;
  readonly isPeeking?: boolean;
  readonly selection?: GridSelection<Row>;
  /** Told when the list is ordered anew, to keep the order in the address. */
  readonly onSort?: (sort: GridSort | null) => void;
  /** What would be here and how it comes. */
  readonly empty: ReactNode;
  /** Takes focus on arrival, so that arrows work at once. For the one list of a screen. */
  readonly takesFocus?: boolean;
  /** Grows with its rows instead of filling the height: for a short list among other things. */
  readonly growsWithRows?: boolean;
}

/** The one grid. Arrows move, Space peeks, Enter opens, s sorts, x selects, Ctrl+C copies. */
export function BillingGrid<Row>(props: BillingGridProps<Row>) {
  const { name, noun, data, selection, growsWithRows = false } = props;
  const [api, setApi] = useState<GridApi<Row> | null>(null);
  const [selected, setSelected] = useState<readonly Row[]>([]);
  const state = useGridState(data, api);
  const newRows = useNewRows(data, state.firstPage, props.rowId);
  const keys = useGridKeys(props, api);
  useFocusFirstRow(api, props.takesFocus === true && state.loaded !== null, name);
  useFocusAfterPeek(api, props.isPeeking === true);
  useShortcuts(gridShortcuts({ open: !!props.onOpen, peek: !!props.onPeek, select: !!selection }));

  return (
    <div className={growsWithRows ? 'grid grid-grows' : 'grid'} role="presentation" {...keys}>
      <div className="grid-body">
        <GridTable {...props} datasource={state.datasource} onApi={setApi} onSelected={setSelected} />
        <GridOver state={state} empty={props.empty} />
      </div>
      {selected.length > 0 && selection !== undefined && (
        <SelectionBar rows={selected} noun={noun} selection={selection} onClear={() => api?.deselectAll()} />
      )}
      <GridFoot state={state} noun={noun} newRows={newRows} />
    </div>
  );
}
