import type { ColDef } from 'ag-grid-community';
import type { ReactNode } from 'react';
import type { GridRows, GridSort } from './grid-data.ts';
import type { GridSelection, RowNoun } from './selection-bar.tsx';

/** What a list gives the grid. */
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
