import { CheckCheck } from 'lucide-react';
import { useMemo } from 'react';
import type { ApprovalRow } from '../../shared/contracts/approvals.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ClientRows, GridRows } from '../grid/grid-data.ts';
import type { ApprovalList } from '../search-params.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { endedColumns, mineColumns, waitingColumns } from './approvals-columns.ts';

const NOUN = ['approval', 'approvals'] as const;
const COLUMNS = { waiting: waitingColumns, mine: mineColumns, ended: endedColumns };

const EMPTY: Readonly<Record<ApprovalList, { readonly title: string; readonly words: string }>> = {
  waiting: {
    title: 'Nothing waits for approval',
    words: 'What a colleague sends for approval shows here until somebody decides it.',
  },
  mine: {
    title: 'You have sent nothing for approval',
    words: 'What you send shows here, with who decided it and why.',
  },
  ended: {
    title: 'Nothing has been decided yet',
    words: 'Every approval shows here once it was given, sent back, taken back or voided by an edit.',
  },
};

function rowId(row: ApprovalRow): string {
  return String(row.approvalId);
}

function useRows(list: ApprovalList, waiting: ClientRows<ApprovalRow>): GridRows<ApprovalRow> {
  const paged = useMemo<GridRows<ApprovalRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(
          api.approvals.history.queryOptions({ cursor, limit: PAGE_SIZE, show: list === 'mine' ? 'mine' : 'ended' }),
        ),
    }),
    [list],
  );
  return list === 'waiting' ? waiting : paged;
}

export interface ApprovalsGridProps {
  readonly list: ApprovalList;
  readonly waiting: ClientRows<ApprovalRow>;
  readonly isPeeking: boolean;
  /** The approval to show beside the list, null to close it. */
  readonly onPeek: (approvalId: number | null) => void;
}

/** One list of approvals. Enter and Space both show the approval beside it: there is nowhere else to open one. */
export function ApprovalsGrid({ list, waiting, isPeeking, onPeek }: ApprovalsGridProps) {
  const data = useRows(list, waiting);
  return (
    <BillingGrid<ApprovalRow>
      name="Approvals"
      noun={NOUN}
      columns={COLUMNS[list]}
      rowId={rowId}
      data={data}
      takesFocus={!isPeeking}
      isPeeking={isPeeking}
      onPeek={(row) => onPeek(row?.approvalId ?? null)}
      onOpen={({ approvalId }) => onPeek(approvalId)}
      empty={
        <EmptyState title={EMPTY[list].title} icon={CheckCheck}>
          {EMPTY[list].words}
        </EmptyState>
      }
    />
  );
}
