import { ReceiptText } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ListBills, type BillRow, type BillRunRecord } from '../../shared/contracts/bill-runs.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { counted, type GridSelection } from '../grid/selection-bar.tsx';
import type { BillRunSearch } from '../search-params.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { billColumns } from './bills-columns.ts';
import { MOST_HELD_AT_ONCE } from './hold-bills-pane.tsx';

const NOUN = ['bill', 'bills'] as const;
const Order = ListBills.pick({ sort: true, direction: true }).catch({ sort: 'name', direction: 'asc' });

const EMPTY = (
  <EmptyState title="No bill here" icon={ReceiptText}>
    A bill is made for each organisation of the cycle with registrations that stand on no bill yet.
  </EmptyState>
);

export interface BillsGridProps {
  readonly run: BillRunRecord;
  readonly search: BillRunSearch;
  readonly change: (to: Partial<BillRunSearch>) => void;
  /** Asks for the reason to hold these; left out where nothing can be held. */
  readonly onHold?: (bills: readonly BillRow[]) => void;
}

function rowId(row: BillRow): string {
  return String(row.billId);
}

/** Page by page from the server. The grid is another grid once what is in the run has changed. */
function useBillRows({ billRunId }: BillRunRecord, { show = 'all', text = '' }: BillRunSearch): ServerRows<BillRow> {
  return useMemo(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor, sort }) =>
        queryClient.fetchQuery(
          api.billRuns.bills.queryOptions({
            ...Order.parse({ sort: sort?.column, direction: sort?.direction }),
            ...{ billRunId, show, text, cursor, limit: PAGE_SIZE },
          }),
        ),
    }),
    [billRunId, show, text],
  );
}

/** The bills of the run, to look at one by one, and to hold several at once. */
export function BillsGrid({ run, search, change, onHold }: BillsGridProps) {
  const selection = useMemo(() => (onHold === undefined ? undefined : selectionFor(onHold)), [onHold]);
  const [columns] = useState(() => billColumns(search));
  return (
    <BillingGrid<BillRow>
      key={`${run.revision} ${run.state}`}
      name="Bills"
      noun={NOUN}
      columns={columns}
      rowId={rowId}
      data={useBillRows(run, search)}
      takesFocus
      isPeeking={search.bill !== undefined}
      onPeek={(row) => change({ bill: row?.billId })}
      onOpen={({ billId }) => change({ bill: billId })}
      onSort={(sort) => change(sort === null ? { sort: undefined, direction: undefined } : orderOf(sort))}
      {...(selection !== undefined && { selection })}
      empty={EMPTY}
    />
  );
}

function canHold({ standing }: BillRow): boolean {
  return standing === 'ready' || standing === 'rolled-forward';
}

function selectionFor(onHold: (bills: readonly BillRow[]) => void): GridSelection<BillRow> {
  return {
    sum: { title: 'in all', of: (bill) => bill.total },
    canSelect: canHold,
    actions: (bills) =>
      bills.length > MOST_HELD_AT_ONCE ? (
        <span className="muted">At most {MOST_HELD_AT_ONCE} can be held at once</span>
      ) : (
        <Button onPress={() => onHold(bills)}>Hold {counted(bills.length, NOUN)}</Button>
      ),
  };
}

function orderOf(sort: { readonly column: string; readonly direction: 'asc' | 'desc' }): Partial<BillRunSearch> {
  return Order.parse({ sort: sort.column, direction: sort.direction });
}
