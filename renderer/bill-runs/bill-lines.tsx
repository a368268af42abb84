import { ReceiptText } from 'lucide-react';
import { useMemo } from 'react';
import type { BillLineRow } from '../../shared/contracts/bill-runs.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { billLineColumns } from './bill-lines-columns.ts';

const NOUN = ['LPA', 'LPAs'] as const;
const EMPTY = (
  <EmptyState title="Nothing to bill yet" icon={ReceiptText}>
    What this organisation registered waits for a decision about its fee.
  </EmptyState>
);

interface BillLinesProps {
  readonly billId: number;
  /** Absent where lines cannot be left out any more. */
  readonly onLeaveOut?: (line: BillLineRow) => void;
}

/** Lines are left out one at a time, each with its own reason. */
function leaveOutButton([line, ...more]: readonly BillLineRow[], onLeaveOut: (line: BillLineRow) => void) {
  return line !== undefined && more.length === 0 && <Button onPress={() => onLeaveOut(line)}>Leave out</Button>;
}

function rowId(row: BillLineRow): string {
  return String(row.lineId);
}

/** The lines of one bill. One may be chosen to be left out of the run. */
export function BillLines({ billId, onLeaveOut }: BillLinesProps) {
  const data = useMemo<ServerRows<BillLineRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(api.billRuns.billLines.queryOptions({ billId, cursor, limit: PAGE_SIZE })),
    }),
    [billId],
  );
  const selection = useMemo(
    () =>
      onLeaveOut === undefined
        ? undefined
        : {
            sum: { title: 'on them', of: (line: BillLineRow) => line.amount },
            canSelect: (line: BillLineRow) => line.registrationId !== null,
            actions: (lines: readonly BillLineRow[]) => leaveOutButton(lines, onLeaveOut),
          },
    [onLeaveOut],
  );
  return (
    <BillingGrid<BillLineRow>
      name="Lines of the bill"
      noun={NOUN}
      columns={billLineColumns}
      rowId={rowId}
      data={data}
      empty={EMPTY}
      {...(selection !== undefined && { selection })}
    />
  );
}
