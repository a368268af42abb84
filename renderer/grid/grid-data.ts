import type { LiveTopic } from '../../shared/live-topics.ts';
import type { Problem } from '../api/problem.ts';
import type { KeysetPage } from './keyset-pager.ts';

/** Which column orders the rows, and which way. `column` is the column's id. */
export interface GridSort {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

export interface PageRequest {
  readonly cursor: string | null;
  readonly sort: GridSort | null;
  /** True when nobody asked: a look for new rows. Pass `inBackground` along with it. */
  readonly background: boolean;
}

/** Rows that are all here: the grid sorts them itself. */
export interface ClientRows<Row> {
  readonly kind: 'client';
  /** Undefined while they load. */
  readonly rows: readonly Row[] | undefined;
  readonly problem?: Problem | null;
  readonly retry?: () => void;
}

/** Rows that the server pages and sorts. Another object is another list, read from its start: make it anew only when the filters change. */
export interface ServerRows<Row> {
  readonly kind: 'server';
  readonly fetchPage: (request: PageRequest) => Promise<KeysetPage<Row>>;
  /** Newest first: looks now and then whether rows have come on top, says "3 new", and waits to be asked. */
  readonly watchesForNew?: boolean;
  /** What the server tells of as it changes: such a list is looked at at once. */
  readonly liveTopic?: LiveTopic;
}

export type GridRows<Row> = ClientRows<Row> | ServerRows<Row>;
