import type { GridApi } from 'ag-grid-community';
import { useEffect, useMemo, useRef, useState } from 'react';
import { toProblem, type Problem } from '../api/problem.ts';
import { useRefreshCount } from '../api/refresh.ts';
import type { GridRows } from './grid-data.ts';
import { serverDatasource, type DatasourceReports } from './server-datasource.ts';

export interface ServerRowsState<Row> {
  /** The list that these facts are about. */
  readonly of: GridRows<Row>;
  readonly problem: Problem | null;
  /** Rows loaded so far; null before the first page. */
  readonly loaded: number | null;
  readonly isWhole: boolean;
  readonly firstPage: readonly Row[];
}

function fresh<Row>(of: GridRows<Row>): ServerRowsState<Row> {
  return { of, problem: null, loaded: null, isWhole: false, firstPage: [] };
}

function withPage<Row>(
  before: ServerRowsState<Row>,
  page: { readonly startRow: number; readonly rows: readonly Row[]; readonly lastRow: number | undefined },
): ServerRowsState<Row> {
  return {
    of: before.of,
    problem: null,
    loaded: page.lastRow ?? Math.max(before.loaded ?? 0, page.startRow + page.rows.length),
    isWhole: before.isWhole || page.lastRow !== undefined,
    firstPage: page.startRow === 0 ? page.rows : before.firstPage,
  };
}

/** Asks for the loaded rows again whenever everything is: they stay in place until the new ones come. */
function useRefresh<Row>(api: GridApi<Row> | null, isServer: boolean): void {
  const count = useRefreshCount();
  const seen = useRef(count);
  useEffect(() => {
    if (seen.current === count) return;
    seen.current = count;
    if (isServer) api?.refreshInfiniteCache();
  }, [count, api, isServer]);
}

/** The datasource of a server's list and what is known of it: how far it has loaded, and what went wrong. */
export function useServerRows<Row>(data: GridRows<Row>, api: GridApi<Row> | null) {
  const [state, setState] = useState<ServerRowsState<Row>>(() => fresh(data));
  if (data.kind === 'server' && state.of !== data) setState(fresh(data));

  const datasource = useMemo(() => {
    if (data.kind !== 'server') return undefined;
    // A late answer to a list that is no longer shown says nothing about the one that is.
    const about = (change: (before: ServerRowsState<Row>) => ServerRowsState<Row>) =>
      setState((before) => (before.of === data ? change(before) : before));
    const reports: DatasourceReports<Row> = {
      onPage: (page) => about((before) => withPage(before, page)),
      onFailure: (error) => about((before) => ({ ...before, problem: toProblem(error, 'question') })),
    };
    return serverDatasource(data, reports);
  }, [data]);

  useRefresh(api, data.kind === 'server');
  const startAgain = () => {
    setState(fresh(data));
    api?.purgeInfiniteCache();
  };
  return { datasource, state, startAgain };
}
