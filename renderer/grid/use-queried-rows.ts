import { useMemo } from 'react';
import { toProblem } from '../api/problem.ts';
import type { ClientRows } from './grid-data.ts';

/** What a query for all rows at once says of itself. */
export interface QueriedRows<Row> {
  readonly data: { readonly rows: readonly Row[] } | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Rows of one query, for a grid that sorts them itself. What is there stays there when a later look fails. */
export function useQueriedRows<Row>({ data, error, refetch }: QueriedRows<Row>): ClientRows<Row> {
  return useMemo(
    () => ({
      kind: 'client',
      rows: data?.rows,
      problem: error === null || data !== undefined ? null : toProblem(error, 'question'),
      retry: () => void refetch(),
    }),
    [data, error, refetch],
  );
}
