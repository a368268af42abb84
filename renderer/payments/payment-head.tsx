import { Link } from '@tanstack/react-router';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';

/** Whose payment this is and how much: what guards against the wrong organisation and the wrong sum. */
export function PaymentHead({ payment }: { readonly payment: CardPaymentView }) {
  const { organisation } = payment;
  return (
    <header className="payment-head">
      <p className="payment-head-name">
        <Link to="/organisations/$reference" params={{ reference: organisation.reference }} search={{}}>
          {organisation.name}
        </Link>
      </p>
      <p className="payment-head-amount">
        <span className="figures">{formatPounds(payment.amount)}</span>
        <span className="muted">{payment.amountInWords}</span>
      </p>
    </header>
  );
}
