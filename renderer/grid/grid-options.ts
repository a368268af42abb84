import type { GridOptions, RowSelectionOptions } from 'ag-grid-community';
import { PAGE_SIZE } from '../config.ts';
import { styleNonce } from '../theme/style-nonce.ts';
import { gridTheme } from './grid-theme.ts';
import { GRID_WORDS } from './grid-words.ts';
import type { GridSelection } from './selection-bar.tsx';

/** Room for a screenful while the first page is on its way, so that nothing jumps when it comes. */
const FIRST_ROWS = 16;

/** What every grid has in common. The order in the document is the order on screen, and nothing moves by itself. */
export const GRID_OPTIONS = {
  theme: gridTheme,
  styleNonce: styleNonce() ?? '',
  localeText: GRID_WORDS,
  rowHeight: 32,
  headerHeight: 32,
  ensureDomOrder: true,
  suppressColumnVirtualisation: true,
  suppressColumnMoveAnimation: true,
  suppressMultiSort: true,
  suppressOverlays: ['loading', 'noRows', 'noMatchingRows'],
  animateRows: false,
  cacheBlockSize: PAGE_SIZE,
  infiniteInitialRowCount: FIRST_ROWS,
  maxConcurrentDatasourceRequests: 1,
  blockLoadDebounceMillis: 40,
  rowClassRules: { 'grid-waiting': ({ data }: { data?: unknown }) => data === undefined },
  defaultColDef: {
    resizable: true,
    sortingOrder: ['asc', 'desc'],
    suppressHeaderMenuButton: true,
    suppressMovable: true,
  },
} satisfies GridOptions;

/** Boxes to tick. A list that the server pages has no "all": it is never all here. */
export function rowSelectionOf<Row>(
  canSelect: GridSelection<Row>['canSelect'],
  kind: 'client' | 'server',
): RowSelectionOptions<Row> {
  return {
    mode: 'multiRow',
    headerCheckbox: kind === 'client',
    checkboxes: true,
    enableClickSelection: false,
    ...(canSelect !== undefined && {
      isRowSelectable: ({ data }: { data?: Row | undefined }) => data !== undefined && canSelect(data),
    }),
  };
}
