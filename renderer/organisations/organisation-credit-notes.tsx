import { useNavigate } from '@tanstack/react-router';
import { ReceiptText } from 'lucide-react';
import { useMemo } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { CreditNoteRow } from '../../shared/contracts/corrections.ts';
import { api } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { creditNoteColumns } from '../corrections/corrections-columns.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { EmptyState } from '../ui/empty-state.tsx';

const NOUN = ['credit note', 'credit notes'] as const;

function rowId(row: CreditNoteRow): string {
  return row.number;
}

/** What was taken off an organisation's bills, newest first. */
export function OrganisationCreditNotes({ reference }: { readonly reference: OrganisationReference }) {
  const navigate = useNavigate();
  const data = useMemo<ServerRows<CreditNoteRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(
          api.corrections.listCreditNotes.queryOptions({ organisation: reference, cursor, limit: PAGE_SIZE }),
        ),
    }),
    [reference],
  );
  return (
    <BillingGrid<CreditNoteRow>
      name="Credit notes of this organisation"
      noun={NOUN}
      columns={creditNoteColumns}
      rowId={rowId}
      data={data}
      takesFocus
      onOpen={({ number }) => void navigate({ to: '/credit-notes/$number', params: { number } })}
      empty={
        <EmptyState title="No credit note yet" icon={ReceiptText}>
          When an invoice is wrong, finance credit its lines with a reason, and somebody else approves it.
        </EmptyState>
      }
    />
  );
}
