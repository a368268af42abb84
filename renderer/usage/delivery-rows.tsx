import { ListChecks } from 'lucide-react';
import { useMemo } from 'react';
import {
  ROW_RESULT_OUTCOMES,
  type DeliveryRecord,
  type DeliveryRowResult,
  type RowResultOutcome,
} from '../../shared/contracts/usage.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import { countColumn, referenceColumn, statusColumn, textColumn } from '../grid/columns.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { ROW_OUTCOME_WORDS } from '../ui/status-words.ts';
import { OUTCOME_TITLES } from './usage-words.ts';

const NOUN = ['row', 'rows'] as const;

const COLUMNS = [
  countColumn<DeliveryRowResult>({ id: 'row', title: 'Line', value: (row) => row.rowNumber, width: 90 }),
  statusColumn<DeliveryRowResult>({
    id: 'outcome',
    title: 'Outcome',
    value: (row) => ROW_OUTCOME_WORDS[row.outcome],
    width: 140,
  }),
  referenceColumn<DeliveryRowResult>({ id: 'lpa', title: 'LPA', value: (row) => row.lpaReference ?? '', width: 160 }),
  textColumn<DeliveryRowResult>({ id: 'sentence', title: 'What happened', value: (row) => row.sentence, share: 4 }),
];

function rowId(row: DeliveryRowResult): string {
  return String(row.rowNumber);
}

function useRows(deliveryId: number, outcome: RowResultOutcome | null): ServerRows<DeliveryRowResult> {
  return useMemo(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(
          api.usage.listDeliveryRows.queryOptions({ deliveryId, outcome, cursor, limit: PAGE_SIZE }),
        ),
    }),
    [deliveryId, outcome],
  );
}

export interface DeliveryRowsProps {
  readonly delivery: DeliveryRecord;
  readonly outcome: RowResultOutcome | null;
  readonly onOutcome: (outcome: RowResultOutcome | undefined) => void;
  readonly isPeeking: boolean;
  readonly onPeek: (row: DeliveryRowResult | null) => void;
}

/** Those rows of a delivery of which there is something to say, each in a sentence. */
export function DeliveryRows({ delivery, outcome, onOutcome, isPeeking, onPeek }: DeliveryRowsProps) {
  const { counts } = delivery;
  const there = ROW_RESULT_OUTCOMES.filter((each) => counts[each] > 0);
  const choices = [
    { id: 'all' as const, title: 'All that were not simply accepted' },
    ...there.map((id) => ({ id, title: `${OUTCOME_TITLES[id]} ${counts[id].toLocaleString('en-GB')}` })),
  ];
  return (
    <>
      {there.length > 1 && (
        <div>
          <Segmented
            label="Which rows"
            selected={outcome ?? 'all'}
            choices={choices}
            onSelect={(id) => onOutcome(id === 'all' ? undefined : id)}
          />
        </div>
      )}
      <BillingGrid<DeliveryRowResult>
        name="Rows of a delivery"
        noun={NOUN}
        columns={COLUMNS}
        rowId={rowId}
        data={useRows(delivery.id, outcome)}
        takesFocus
        isPeeking={isPeeking}
        onPeek={onPeek}
        onOpen={onPeek}
        empty={
          <EmptyState title="Every row was simply accepted" icon={ListChecks}>
            Rows that are refused, known already, or change a registration are listed here with the reason.
          </EmptyState>
        }
      />
    </>
  );
}
