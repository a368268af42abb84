import { Link } from '@tanstack/react-router';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';

/** The invoices a payment pays, with how much of each. */
export function PaidInvoices({
  invoices,
  label,
}: {
  readonly invoices: CardPaymentView['invoices'];
  readonly label: string;
}) {
  return (
    <ul className="subject-list" aria-label={label}>
      {invoices.map(({ number, amount, lines }) => (
        <li key={number}>
          <Link to="/invoices/$number" params={{ number }} search={{}} className="reference">
            {number}
          </Link>
          <span className="muted">{lines === 1 ? '1 LPA' : `${lines} LPAs`}</span>
          <span className="figures">{formatPounds(amount)}</span>
        </li>
      ))}
    </ul>
  );
}
