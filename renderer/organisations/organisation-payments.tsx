import { useNavigate } from '@tanstack/react-router';
import { CreditCard } from 'lucide-react';
import { useMemo } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { CardPaymentRow } from '../../shared/contracts/payments.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { ServerRows } from '../grid/grid-data.ts';
import { paymentColumns } from '../payments/payments-columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';

const NOUN = ['card payment', 'card payments'] as const;
const columns = paymentColumns.filter(({ colId }) => colId !== 'organisation');

function rowId(row: CardPaymentRow): string {
  return row.attemptId;
}

/** Card payment attempts of one organisation, newest first. */
export function OrganisationPayments({ reference }: { readonly reference: OrganisationReference }) {
  const navigate = useNavigate();
  const data = useMemo<ServerRows<CardPaymentRow>>(
    () => ({
      kind: 'server',
      watchesForNew: true,
      fetchPage: ({ cursor, background }) =>
        queryClient.fetchQuery(
          api.payments.list.queryOptions(
            { organisation: reference, cursor, limit: PAGE_SIZE },
            background ? { trpc: inBackground } : {},
          ),
        ),
    }),
    [reference],
  );
  return (
    <BillingGrid<CardPaymentRow>
      name="Card payments of this organisation"
      noun={NOUN}
      columns={columns}
      rowId={rowId}
      data={data}
      takesFocus
      onOpen={({ attemptId }) => void navigate({ to: '/payments/$attemptId', params: { attemptId } })}
      empty={
        <EmptyState title="No card payment yet" icon={CreditCard}>
          A payment shows here from the moment an agent starts it, whatever becomes of it.
        </EmptyState>
      }
    />
  );
}
