import type { GridApi } from 'ag-grid-community';
import { useState } from 'react';
import { useShortcuts } from '../shell/shortcuts.ts';
import type { BillingGridProps } from './billing-grid-props.ts';
import { GridFoot } from './grid-foot.tsx';
import { GridOver } from './grid-over.tsx';
import { gridShortcuts } from './grid-shortcuts.ts';
import { GridTable } from './grid-table.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useFocusAfterPeek } from './use-focus-after-peek.ts';
import { useFocusFirstRow } from './use-focus-first-row.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridState } from './use-grid-state.ts';
import { useNewRows } from './use-new-rows.ts';
import './billing-grid.css';

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
