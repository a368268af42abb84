import type { IDatasource, IGetRowsParams } from 'ag-grid-community';
import { PAGE_SIZE } from '../config.ts';
import type { GridSort, ServerRows } from './grid-data.ts';
import { sortOf } from './grid-sort.ts';
import { keysetPager, type KeysetPager } from './keyset-pager.ts';

export interface DatasourceReports<Row> {
  readonly onPage: (page: {
    readonly startRow: number;
    readonly rows: readonly Row[];
    readonly lastRow: number | undefined;
  }) => void;
  readonly onFailure: (error: unknown) => void;
}

/** AG Grid's datasource over a keyset list. Another order starts from the first page: cursors hold for one order only. */
export function serverDatasource<Row>(source: ServerRows<Row>, reports: DatasourceReports<Row>): IDatasource {
  let order = '';
  let pager: KeysetPager<Row> | undefined;

  function pagerFor(sort: GridSort | null): KeysetPager<Row> {
    const wanted = JSON.stringify(sort);
    if (pager === undefined || wanted !== order) {
      order = wanted;
      pager = keysetPager((cursor) => source.fetchPage({ cursor, sort, background: false }), PAGE_SIZE);
    }
    return pager;
  }

  async function answer(asked: IGetRowsParams): Promise<void> {
    try {
      const { rows, lastRow } = await pagerFor(sortOf(asked.sortModel)).pageAt(asked.startRow);
      asked.successCallback([...rows], lastRow);
      reports.onPage({ startRow: asked.startRow, rows, lastRow });
    } catch (error) {
      asked.failCallback();
      reports.onFailure(error);
    }
  }

  return { getRows: (asked) => void answer(asked) };
}
