import { Link } from '@tanstack/react-router';
import type { InvoiceLineRow } from '../../shared/contracts/billing.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds } from '../../shared/money.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { DescriptionList } from '../ui/description-list.tsx';
import { LineExplanation } from './explanation.tsx';
import { FEE_WORDS, LPA_KIND_WORDS } from './fee-words.ts';

function LinePayments({ payments }: Pick<InvoiceLineRow, 'payments'>) {
  return (
    <>
      <h3>Payments</h3>
      {payments.length === 0 && <p className="muted">Nothing has been paid of it yet.</p>}
      <ul className="plain-list">
        {payments.map(({ attemptId, paymentReference, amount, paidOn }) => (
          <li key={`${paymentReference ?? ''}${paidOn}`}>
            {formatPounds(amount)} on {formatLocalDate(paidOn)}
            {attemptId !== null && (
              <>
                {' by card, '}
                <Link to="/payments/$attemptId" params={{ attemptId }}>
                  {paymentReference}
                </Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

const LINK_WORDS = {
  corrects: 'Adds to',
  'corrected-by': 'Added to by',
  replaces: 'In place of a line of',
  'replaced-by': 'Charged anew on',
} as const;

function LineCorrections({ credits, links }: Pick<InvoiceLineRow, 'credits' | 'links'>) {
  if (credits.length + links.length === 0) return null;
  return (
    <>
      <h3>Corrections</h3>
      <ul className="plain-list">
        {credits.map(({ number, amount, issuedOn }) => (
          <li key={number}>
            {formatPounds(amount)} credited on {formatLocalDate(issuedOn)} by{' '}
            <Link to="/credit-notes/$number" params={{ number }}>
              {number}
            </Link>
          </li>
        ))}
        {links.map(({ link, invoice, amount }) => (
          <li key={`${link}${invoice ?? ''}`}>
            {LINK_WORDS[link]}{' '}
            {invoice === null ? (
              'a bill that is not issued yet'
            ) : (
              <Link to="/invoices/$number" params={{ number: invoice }} search={{}}>
                invoice {invoice}
              </Link>
            )}
            , {formatPounds(amount)}
          </li>
        ))}
      </ul>
    </>
  );
}

function LineBeingPaid({ beingPaid }: Pick<InvoiceLineRow, 'beingPaid'>) {
  if (beingPaid === null) return null;
  return (
    <p>
      Being paid now by {beingPaid.mine ? 'you' : beingPaid.by}:{' '}
      <Link to="/payments/$attemptId" params={{ attemptId: beingPaid.attemptId }}>
        {beingPaid.paymentReference}
      </Link>
    </p>
  );
}

/** One LPA on an invoice: the dates that set its price, why it costs what it costs, and each payment that met it. */
export function LinePeek({ line }: { readonly line: InvoiceLineRow }) {
  return (
    <>
      <div className="peek-head">
        <h2>LPA {line.lpaReference}</h2>
        <CopyButton text={line.lpaReference} what="LPA reference" />
      </div>
      <DescriptionList
        of={[
          { term: 'Kind', value: LPA_KIND_WORDS[line.lpaKind] },
          { term: 'Their reference', value: line.ownReference ?? 'None given' },
          { term: 'Received', value: formatLocalDate(line.receivedOn) },
          { term: 'Registered', value: formatLocalDate(line.registeredOn) },
          { term: 'Fee', value: FEE_WORDS[line.feeKind] },
          { term: 'Amount', value: formatPounds(line.amount) },
          { term: 'Paid', value: formatPounds(line.paid) },
          ...(line.credited === 0 ? [] : [{ term: 'Credited', value: formatPounds(line.credited) }]),
          { term: 'To pay', value: formatPounds(line.outstanding) },
          ...(line.description === null ? [] : [{ term: 'For', value: line.description }]),
        ]}
      />
      <LineExplanation lineId={line.lineId} />
      <LineCorrections credits={line.credits} links={line.links} />
      <LinePayments payments={line.payments} />
      <LineBeingPaid beingPaid={line.beingPaid} />
    </>
  );
}
