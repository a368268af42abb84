import type { GridApi, IRowNode } from 'ag-grid-community';
import { isSingleKey, keysOf, type Pressed } from '../shell/shortcut-keys.ts';
import { singleKeys } from '../shell/shortcuts.ts';

export interface GridActions<Row> {
  readonly open?: ((row: Row) => void) | undefined;
  /** The row to show beside the list, or null to close it. */
  readonly peek?: ((row: Row | null) => void) | undefined;
  readonly isPeeking: boolean;
  readonly selects: boolean;
}

/** The row under the focused cell, once it has loaded. */
export function focusedNode<Row>(api: GridApi<Row>): IRowNode<Row> | undefined {
  const cell = api.getFocusedCell();
  return cell === null ? undefined : api.getDisplayedRowAtIndex(cell.rowIndex);
}

/** Orders by the focused column; again turns it round. */
function cycleSort<Row>(api: GridApi<Row>): boolean {
  const column = api.getFocusedCell()?.column;
  const definition = column?.getColDef();
  if (column === undefined || definition?.sortable !== true) return false;
  const [first = 'asc'] = definition.sortingOrder ?? ['asc'];
  const direction = first === 'desc' ? 'desc' : 'asc';
  const turned = direction === 'asc' ? 'desc' : 'asc';
  const sort = column.getSort() === direction ? turned : direction;
  api.applyColumnState({ state: [{ colId: column.getColId(), sort }], defaultState: { sort: null } });
  return true;
}

function toggleSelected<Row>(node: IRowNode<Row>): boolean {
  if (!node.selectable) return false;
  node.setSelected(node.isSelected() !== true);
  return true;
}

function togglePeek<Row>(row: Row, actions: GridActions<Row>): boolean {
  if (actions.peek === undefined) return false;
  actions.peek(actions.isPeeking ? null : row);
  return true;
}

function open<Row>(row: Row, actions: GridActions<Row>): boolean {
  actions.open?.(row);
  return actions.open !== undefined;
}

/** Answers a key pressed on a row; false when it is not the grid's to answer. */
export function answerGridKey<Row>(pressed: Pressed, api: GridApi<Row>, actions: GridActions<Row>): boolean {
  const keys = keysOf(pressed);
  if (keys !== ' ' && isSingleKey(keys) && singleKeys.get() === 'off') return false;
  if (keys === 's') return cycleSort(api);
  const node = focusedNode(api);
  if (node?.data === undefined) return false;
  switch (keys) {
    case ' ':
      return togglePeek(node.data, actions);
    case 'Enter':
      return open(node.data, actions);
    case 'Escape':
      return actions.isPeeking && togglePeek(node.data, actions);
    case 'x':
      return actions.selects && toggleSelected(node);
    default:
      return false;
  }
}
