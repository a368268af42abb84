import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { DescriptionList, type Description } from '../ui/description-list.tsx';
import { isPaid, isUnderWay } from './card-payment-polling.ts';
import { PaidInvoices } from './paid-invoices.tsx';
import { EndsText, StartedText } from './payment-clock.tsx';
import { PaymentReferenceLink } from './payment-reference-link.tsx';

function factsOf(payment: CardPaymentView): Description[] {
  const { state, expiresAt, card, payCode } = payment;
  const isLive = isUnderWay(state);
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
    ...(needsCode ? [{ term: 'Pay code', value: payCode }] : []),
  ];
}

/** The facts of a payment that an agent needs beside its state. */
export function PaymentFacts({ payment }: { readonly payment: CardPaymentView }) {
  return <DescriptionList of={factsOf(payment)} />;
}
