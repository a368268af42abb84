import type { GridApi, IDatasource } from 'ag-grid-community';
import type { Problem } from '../api/problem.ts';
import type { GridRows } from './grid-data.ts';
import { useServerRows } from './use-server-rows.ts';

/** What is known of a list's rows, wherever they come from. */
export interface GridState<Row> {
  readonly problem: Problem | null;
  /** Rows loaded so far; null before the first. */
  readonly loaded: number | null;
  /** Whether those are all there are. */
  readonly isWhole: boolean;
  readonly firstPage: readonly Row[];
  readonly datasource: IDatasource | undefined;
  /** Reads the list from its start. */
  readonly startAgain: () => void;
}

export function useGridState<Row>(data: GridRows<Row>, api: GridApi<Row> | null): GridState<Row> {
  const server = useServerRows(data, api);
  if (data.kind === 'server') {
    return { ...server.state, datasource: server.datasource, startAgain: server.startAgain };
  }
  return {
    problem: data.problem ?? null,
    loaded: data.rows?.length ?? null,
    isWhole: true,
    firstPage: [],
    datasource: undefined,
    startAgain: data.retry ?? (() => undefined),
  };
}
