import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { InvoiceNumber } from '../../shared/checked-reference.ts';
import type { InvoiceRecord } from '../../shared/contracts/billing.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { api } from '../api/client.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { INVOICE_WORDS } from '../ui/status-words.ts';
import { FEE_WORDS } from './fee-words.ts';
import { InvoiceFigures } from './invoice-figures.tsx';
import { InvoiceLinks } from './invoice-links.tsx';

function Peek({ invoice }: { readonly invoice: InvoiceRecord }) {
  const { beingPaid } = invoice;
  return (
    <>
      <div className="peek-head">
        <h2>Invoice {invoice.number}</h2>
        <StatusPill status={INVOICE_WORDS[invoice.status]} />
      </div>
      <InvoiceFigures invoice={invoice} />
      <DescriptionList
        of={[
          { term: 'Issued', value: formatLocalDate(invoice.issuedOn) },
          { term: 'Due', value: formatLocalDate(invoice.dueOn) },
          ...invoice.feeTotals.map(({ feeKind, lines, amount }) => ({
            term: FEE_WORDS[feeKind],
            value: `${lines.toLocaleString('en-GB')} × LPA, ${formatPounds(amount)}`,
          })),
        ]}
      />
      <InvoiceLinks invoice={invoice} />
      {beingPaid !== null && (
        <p>
          Being paid by {beingPaid.mine ? 'you' : beingPaid.by}:{' '}
          <Link to="/payments/$attemptId" params={{ attemptId: beingPaid.attemptId }}>
            {beingPaid.paymentReference}
          </Link>
        </p>
      )}
      <p>
        <Link to="/invoices/$number" params={{ number: invoice.number }} search={{}}>
          Open invoice {invoice.number}, line by line
        </Link>
      </p>
    </>
  );
}

/** An invoice beside the list. */
export function InvoicePeek({ number }: { readonly number: InvoiceNumber }) {
  const query = useQuery(api.billing.getInvoice.queryOptions({ number }));
  return <RecordQuery query={query}>{(invoice) => <Peek invoice={invoice} />}</RecordQuery>;
}
