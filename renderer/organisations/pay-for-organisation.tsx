import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { InvoiceRow } from '../../shared/contracts/billing.ts';
import type { OrganisationRecord } from '../../shared/contracts/organisations.ts';
import { api } from '../api/client.ts';
import { MOST_OPEN_INVOICES } from '../config.ts';
import { TakePaymentPane } from '../payments/take-payment-pane.tsx';
import { RecordQuery } from '../shell/record-query.tsx';

export interface PayForOrganisationProps {
  readonly organisation: Pick<OrganisationRecord, 'reference' | 'name'>;
  /** The ticked invoices; none means all that are open and that nobody else is taking a payment for. */
  readonly chosen: readonly InvoiceRow[];
  readonly onClose: () => void;
}

/**
 * Without ticks, what was free when the pane opened is meant, and stays meant: once a payment starts, its invoices are
 * no longer free.
 */
function Pay({
  organisation,
  chosen,
  onClose,
  rows,
}: PayForOrganisationProps & { readonly rows: readonly InvoiceRow[] }) {
  const [unticked] = useState(() => {
    const free = rows.filter(({ beingPaid }) => beingPaid === null);
    return free.length > 0 ? free : rows;
  });
  const meant = chosen.length > 0 ? chosen : unticked;
  return (
    <TakePaymentPane
      organisation={organisation.reference}
      organisationName={organisation.name}
      invoices={meant.map(({ number }) => number)}
      lineIds={[]}
      onClose={onClose}
    />
  );
}

/** Takes a card payment for the ticked invoices of an organisation, or for all that is open. */
export function PayForOrganisation(props: PayForOrganisationProps) {
  const { organisation } = props;
  const query = useQuery(
    api.billing.listInvoices.queryOptions({
      organisation: organisation.reference,
      show: 'open',
      limit: MOST_OPEN_INVOICES,
    }),
  );
  return <RecordQuery query={query}>{({ rows }) => <Pay {...props} rows={rows} />}</RecordQuery>;
}
