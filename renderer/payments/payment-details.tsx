import { formatLondonDateTime } from '../../shared/instant.ts';
import { formatLocalDate } from '../../shared/local-date.ts';
import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { DescriptionList, type Description } from '../ui/description-list.tsx';
import { Section } from '../ui/section.tsx';
import { PaymentLines } from './payment-lines.tsx';

function dayFacts({ paidOn, capturedOn, state }: CardPaymentView): Description[] {
  if (paidOn === null) return [{ term: 'Counts for', value: 'No day: it has not been paid' }];
  const notCaptured = state === 'reversed' ? 'Never: it was reversed' : 'Not yet. We look by ourselves';
  return [
    { term: 'Counts for', value: formatLocalDate(paidOn) },
    { term: 'Captured', value: capturedOn === null ? notCaptured : formatLocalDate(capturedOn) },
  ];
}

/** What stands behind a payment: its LPAs, its card, its days, and what support asks for. */
export function PaymentDetails({ payment }: { readonly payment: CardPaymentView }) {
  const { lines, card, becameCredit, attemptId, payCode, stateSince } = payment;
  return (
    <div className="payment-details">
      <Section title={`What it ${payment.paidOn === null ? 'is for' : 'paid'}`}>
        <PaymentLines lines={lines} />
      </Section>
      <Section title="Card and days">
        <DescriptionList
          of={[
            {
              term: 'Card',
              value: card === null ? 'No card has been accepted' : `${card.brand} ending ${card.lastFour}`,
            },
            ...dayFacts(payment),
            ...(becameCredit > 0 ? [{ term: 'In credit', value: formatPounds(becameCredit) }] : []),
          ]}
        />
      </Section>
      <details className="payment-technical">
        <summary>For support</summary>
        <DescriptionList
          of={[
            {
              term: 'Attempt',
              value: (
                <span className="payment-technical-id">
                  <code>{attemptId}</code>
                  <CopyButton text={attemptId} what="attempt number" />
                </span>
              ),
            },
            { term: 'GOV.UK Pay code', value: payCode ?? 'None' },
            { term: 'State', value: `${payment.state}, since ${formatLondonDateTime(stateSince)}` },
          ]}
        />
      </details>
    </div>
  );
}
