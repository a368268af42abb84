import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ReceiptText } from 'lucide-react';
import { useMemo } from 'react';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { InvoiceRow } from '../../shared/contracts/billing.ts';
import { api, inBackground } from '../api/client.ts';
import { queryClient } from '../api/query-client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { invoiceColumns } from '../billing/invoice-columns.ts';
import { BEING_PAID_POLL_MS, MOST_OPEN_INVOICES, PAGE_SIZE } from '../config.ts';
import { BillingGrid } from '../grid/billing-grid.tsx';
import type { GridRows } from '../grid/grid-data.ts';
import { useQueriedRows } from '../grid/use-queried-rows.ts';
import { EmptyState } from '../ui/empty-state.tsx';

const NOUN = ['invoice', 'invoices'] as const;

export interface OrganisationInvoicesProps {
  readonly reference: OrganisationReference;
  readonly show: 'open' | 'all';
  readonly canPay: boolean;
  readonly isPeeking: boolean;
  readonly onPeek: (invoice: InvoiceRow | null) => void;
  readonly onChoose: (invoices: readonly InvoiceRow[]) => void;
}

function rowId(invoice: InvoiceRow): string {
  return invoice.number;
}

function isPayable(invoice: InvoiceRow): boolean {
  return invoice.outstanding > 0 && invoice.beingPaid === null;
}

/** The open ones are few and watched, so that who is taking a payment shows at once; all of them are paged. */
function useInvoiceRows(organisation: OrganisationReference, show: 'open' | 'all'): GridRows<InvoiceRow> {
  const pollEvery = usePollEvery(BEING_PAID_POLL_MS);
  const open = useQuery({
    ...api.billing.listInvoices.queryOptions(
      { organisation, show: 'open', limit: MOST_OPEN_INVOICES },
      { trpc: inBackground },
    ),
    enabled: show === 'open',
    refetchInterval: pollEvery,
  });
  const all = useMemo<GridRows<InvoiceRow>>(
    () => ({
      kind: 'server',
      fetchPage: ({ cursor }) =>
        queryClient.fetchQuery(
          api.billing.listInvoices.queryOptions({ organisation, show: 'all', cursor, limit: PAGE_SIZE }),
        ),
    }),
    [organisation],
  );
  const queried = useQueriedRows(open);
  return show === 'all' ? all : queried;
}

/** An organisation's invoices: to look at, open, and choose for a payment. */
export function OrganisationInvoices(props: OrganisationInvoicesProps) {
  const { reference, show, canPay, isPeeking, onPeek, onChoose } = props;
  const navigate = useNavigate();
  const data = useInvoiceRows(reference, show);
  const selection = useMemo(
    () => ({
      sum: { title: 'to pay', of: (invoice: InvoiceRow) => invoice.outstanding },
      canSelect: isPayable,
      onChange: onChoose,
    }),
    [onChoose],
  );
  return (
    <BillingGrid<InvoiceRow>
      key={show}
      name={show === 'open' ? 'Open invoices' : 'All invoices'}
      noun={NOUN}
      columns={invoiceColumns}
      rowId={rowId}
      data={data}
      takesFocus
      isPeeking={isPeeking}
      onPeek={onPeek}
      onOpen={({ number }) => void navigate({ to: '/invoices/$number', params: { number }, search: {} })}
      {...(canPay && { selection })}
      empty={
        show === 'open' ? (
          <EmptyState title="Nothing to pay" icon={ReceiptText}>
            Every invoice of this organisation is paid. Choose All to see them.
          </EmptyState>
        ) : (
          <EmptyState title="No invoice yet" icon={ReceiptText}>
            An invoice is issued for each period in which LPAs of this organisation are registered.
          </EmptyState>
        )
      }
    />
  );
}
