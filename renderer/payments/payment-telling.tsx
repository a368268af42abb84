import type { Ref } from 'react';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { CARD_PAYMENT_WORDS } from '../ui/status-words.ts';
import { againWords } from './again-words.ts';
import { CardPageNote } from './card-page-note.tsx';
import { isPaid } from './card-payment-polling.ts';
import type { PaymentGuide } from './guide-payment.ts';
import { PaidWords } from './paid-words.tsx';
import type { PaymentActs } from './use-payment-acts.ts';

export interface PaymentTellingProps {
  readonly payment: CardPaymentView;
  readonly guide: PaymentGuide;
  readonly acts: PaymentActs;
  readonly heading: Ref<HTMLHeadingElement>;
}

function NextSteps({ steps }: { readonly steps: readonly string[] }) {
  const [only] = steps;
  if (steps.length < 2) return only === undefined ? null : <p>{only}</p>;
  return (
    <ol className="telling-next">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** How the payment stands, in words: what happened, what it means for the money, and the next steps. */
export function PaymentTelling({ payment, guide, acts, heading }: PaymentTellingProps) {
  const { tone, icon: Icon } = CARD_PAYMENT_WORDS[payment.state];
  return (
    <div className={`telling tone-${tone}${isPaid(payment.state) ? ' telling-paid' : ''}`}>
      <Icon aria-hidden="true" className="telling-icon" />
      <div className="telling-words">
        <h2 ref={heading} tabIndex={-1}>
          {guide.heading}
        </h2>
        <p className="telling-money">{guide.money}</p>
        {isPaid(payment.state) && <PaidWords payment={payment} />}
        <NextSteps steps={guide.next} />
        <CardPageNote stage={acts.cardPage} canOpen={payment.canOpenCardPage} />
        {acts.againRefusal !== null && <p>{againWords(acts.againRefusal)}</p>}
      </div>
    </div>
  );
}
