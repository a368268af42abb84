import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { Button } from '../ui/button.tsx';
import { DescriptionList, type Description } from '../ui/description-list.tsx';
import { isPaid, isUnderWay } from './card-payment-polling.ts';
import type { PaymentGuide } from './guide-payment.ts';
import { PaidInvoices } from './paid-invoices.tsx';
import { EndsText, StartedText } from './payment-clock.tsx';
import { PaymentReferenceLink } from './payment-reference-link.tsx';
import type { PaymentActs } from './use-payment-acts.ts';

/** GOV.UK Pay is asked by itself; whoever does not want to wait asks now. */
function Watching({ acts }: { readonly acts: PaymentActs }) {
  return (
    <span className="watching">
      By itself
      <Button kind="quiet" isPending={acts.isChecking} onPress={acts.check}>
        {acts.isChecking ? 'Checking' : 'Check now'}
      </Button>
    </span>
  );
}

function factsOf({ payment, guide, acts }: PaymentFactsProps): Description[] {
  const { state, expiresAt, card, payCode } = payment;
  const isLive = isUnderWay(state);
  const canCheck = isLive && state !== 'sending' && guide.primary !== 'check';
  const needsCode = payCode !== null && (state === 'refused' || state === 'provider-error' || state === 'reversed');
  return [
    {
      term: isPaid(state) ? 'Paid for' : 'Pays',
      value: <PaidInvoices invoices={payment.invoices} label="Invoices of this payment" />,
    },
    ...(isPaid(state) ? [] : [{ term: 'Reference', value: <PaymentReferenceLink payment={payment} /> }]),
    ...(card === null ? [] : [{ term: 'Card', value: `${card.brand} ending ${card.lastFour}` }]),
    { term: 'Started', value: <StartedText payment={payment} isLive={isLive} /> },
    ...(isLive && expiresAt !== null ? [{ term: 'Ends', value: <EndsText expiresAt={expiresAt} /> }] : []),
    ...(canCheck ? [{ term: 'Updates', value: <Watching acts={acts} /> }] : []),
    ...(needsCode ? [{ term: 'Pay code', value: payCode }] : []),
  ];
}

export interface PaymentFactsProps {
  readonly payment: CardPaymentView;
  readonly guide: PaymentGuide;
  readonly acts: PaymentActs;
}

/** The facts of a payment that an agent needs beside its state. */
export function PaymentFacts(props: PaymentFactsProps) {
  return <DescriptionList of={factsOf(props)} />;
}
