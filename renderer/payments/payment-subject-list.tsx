import { Link } from '@tanstack/react-router';
import type { CardPaymentPreview } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';
import { spreadExcerpt, subjectInvoices, type SpreadLine } from './payment-subject.ts';

const MOST_INVOICES = 6;
const MOST_LINES = 5;

function AllDue({ preview }: { readonly preview: CardPaymentPreview }) {
  const invoices = subjectInvoices(preview.spread).slice(0, MOST_INVOICES);
  const isWhole = preview.spread.length === preview.lineCount;
  const more = preview.invoiceCount - invoices.length;
  return (
    <ul className="subject-list" aria-label="What is paid">
      {invoices.map(({ number, lines, amount }) => (
        <li key={number}>
          <Link to="/invoices/$number" params={{ number }} search={{}} className="reference">
            {number}
          </Link>
          <span className="muted">{isWhole && `${lines} ${lines === 1 ? 'LPA' : 'LPAs'}`}</span>
          <span className="figures">{isWhole && formatPounds(amount)}</span>
        </li>
      ))}
      {more > 0 && <li className="muted">and {more} more</li>}
    </ul>
  );
}

function SpreadRow({ line }: { readonly line: SpreadLine }) {
  return (
    <li>
      <span className="reference">{line.lpaReference}</span>
      <span className="muted reference">{line.invoiceNumber}</span>
      <span className="figures">
        {formatPounds(line.amount)}
        {line.amount < line.outstanding && <span className="muted"> of {formatPounds(line.outstanding)}</span>}
      </span>
    </li>
  );
}

function OldestFirst({ preview }: { readonly preview: CardPaymentPreview }) {
  const { first, between, last } = spreadExcerpt(preview.spread, preview.lineCount, MOST_LINES);
  return (
    <>
      <p className="muted small">Oldest first, it pays:</p>
      <ul className="subject-list" aria-label="What the part amount pays, oldest first">
        {first.map((line) => (
          <SpreadRow key={line.lineId} line={line} />
        ))}
        {between > 0 && <li className="muted">and {between} more in full</li>}
        {last !== undefined && <SpreadRow line={last} />}
      </ul>
    </>
  );
}

/** What a payment would meet: whole invoices, or for a part of what is due the LPAs it reaches. */
export function PaymentSubjectList({
  preview,
  isPart,
}: {
  readonly preview: CardPaymentPreview;
  readonly isPart: boolean;
}) {
  return isPart ? <OldestFirst preview={preview} /> : <AllDue preview={preview} />;
}
