import { Link, useLocation } from '@tanstack/react-router';
import { speakReference } from '../../shared/checked-reference.ts';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** A payment's reference in groups, to copy; beside other things it leads to the payment's own page. */
export function PaymentReferenceLink({ payment }: { readonly payment: CardPaymentView }) {
  const { attemptId, reference } = payment;
  const isOwnPage = useLocation().pathname === `/payments/${attemptId}`;
  return (
    <span className="payment-reference">
      {isOwnPage ? (
        <span className="reference">{speakReference(reference)}</span>
      ) : (
        <Link to="/payments/$attemptId" params={{ attemptId }} className="reference">
          {speakReference(reference)}
        </Link>
      )}
      <CopyButton text={reference} what="payment reference" />
    </span>
  );
}
