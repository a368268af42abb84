import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { formatLondonDateTime, type Instant } from '../../shared/instant.ts';
import { formatShortDate, type LocalDate } from '../../shared/local-date.ts';
import { comparePence, type Pence } from '../../shared/money.ts';
import { moneyWords } from '../ui/money-text.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import type { StatusWords } from '../ui/status-words.ts';

interface ColumnOf<Row, Value> {
  /** Names the column for sorting and for remembering; for a server's list, the server's own word for the sort. */
  readonly id: string;
  readonly title: string;
  readonly value: (row: Row) => Value;
  /** Pixels; without it the column shares what is left. */
  readonly width?: number;
  /** Share of what is left, 1 unless said. */
  readonly share?: number;
  /** Whether rows may be ordered by it. Off unless said: a server sorts only by what it has an index for. */
  readonly sortable?: boolean;
  /** The order rows have at first. */
  readonly sorted?: 'asc' | 'desc';
}

type Column<Row> = ColDef<Row>;

function base<Row, Value>(column: ColumnOf<Row, Value>): Column<Row> {
  return {
    colId: column.id,
    headerName: column.title,
    valueGetter: ({ data }) => (data === undefined ? undefined : column.value(data)),
    sortable: column.sortable ?? false,
    ...(column.width === undefined
      ? { flex: column.share ?? 1, minWidth: (column.share ?? 1) > 1 ? 200 : 120 }
      : { width: column.width, minWidth: Math.min(column.width, 80) }),
    ...(column.sorted !== undefined && { initialSort: column.sorted }),
  };
}

/** Figures that line up at their last digit. */
const RIGHT = { headerClass: 'ag-right-aligned-header', cellClass: ['ag-right-aligned-cell', 'grid-figures'] };

function formatted<Value>(write: (value: Value) => string): (params: { value: Value | null | undefined }) => string {
  return ({ value }) => (value === null || value === undefined ? '' : write(value));
}

/** Words. */
export function textColumn<Row>(column: ColumnOf<Row, string>): Column<Row> {
  return { ...base(column), valueFormatter: formatted((text: string) => text) };
}

/** A reference that is read out or copied: figures line up, nothing is cut. */
export function referenceColumn<Row>(column: ColumnOf<Row, string>): Column<Row> {
  return { ...textColumn(column), width: column.width ?? 130, flex: null, cellClass: 'grid-figures' };
}

/** Money, right-aligned with pence. `zeroAs` stands for nothing owed, where many rows owe nothing. */
export function moneyColumn<Row>(column: ColumnOf<Row, Pence> & { readonly zeroAs?: string }): Column<Row> {
  const { zeroAs } = column;
  return {
    ...base({ width: 120, ...column }),
    ...RIGHT,
    cellClassRules: { 'grid-quiet': ({ value }) => value === 0 && zeroAs !== undefined },
    valueFormatter: formatted((amount: Pence) => (amount === 0 && zeroAs !== undefined ? zeroAs : moneyWords(amount))),
    comparator: comparePence,
    sortingOrder: ['desc', 'asc'],
  };
}

/** A whole number of things. */
export function countColumn<Row>(column: ColumnOf<Row, number>): Column<Row> {
  return {
    ...base({ width: 100, ...column }),
    ...RIGHT,
    valueFormatter: formatted((count: number) => count.toLocaleString('en-GB')),
    sortingOrder: ['desc', 'asc'],
  };
}

/** A calendar day: '24 Nov 2026'. `none` stands for no day. */
export function dayColumn<Row>(column: ColumnOf<Row, LocalDate | null> & { readonly none?: string }): Column<Row> {
  return {
    ...base({ width: 120, ...column }),
    cellClass: 'grid-figures',
    valueFormatter: ({ value }: { value: LocalDate | null | undefined }) =>
      value === undefined ? '' : value === null ? (column.none ?? '') : formatShortDate(value),
  };
}

/** A moment on London clocks: '24 Nov 2026, 14:05'. */
export function instantColumn<Row>(column: ColumnOf<Row, Instant>): Column<Row> {
  return {
    ...base({ width: 160, ...column }),
    cellClass: 'grid-figures',
    valueFormatter: formatted(formatLondonDateTime),
  };
}

/** A state, as its pill. Copied and sorted by its word. */
export function statusColumn<Row>(column: ColumnOf<Row, StatusWords>): Column<Row> {
  return {
    ...base({ width: 160, ...column }),
    valueFormatter: formatted((status: StatusWords) => status.word),
    comparator: (a: StatusWords | undefined, b: StatusWords | undefined) =>
      (a?.word ?? '').localeCompare(b?.word ?? '', 'en-GB'),
    cellRenderer: ({ value }: ICellRendererParams<Row, StatusWords>) =>
      value === null || value === undefined ? null : <StatusPill status={value} />,
  };
}
