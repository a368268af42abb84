import { speakReference } from '../../shared/checked-reference.ts';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** What a caller is told when it is paid: the reference, big and in groups, and what became credit. */
export function PaidWords({ payment }: { readonly payment: CardPaymentView }) {
  return (
    <>
      <div className="read-out">
        <p className="read-out-label">{payment.state === 'paid' ? 'Reference to read out' : 'Reference'}</p>
        <p className="read-out-reference">
          <span className="figures">{speakReference(payment.reference)}</span>
          <CopyButton text={payment.reference} what="payment reference" />
        </p>
      </div>
      {payment.becameCredit > 0 && (
        <p>
          <strong>{formatPounds(payment.becameCredit)} is now in credit</strong>: what it was for had been paid in the
          meantime.
        </p>
      )}
    </>
  );
}
