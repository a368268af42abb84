import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CreditCard } from 'lucide-react';
import type { CardPaymentRow } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';
import { api, inBackground } from '../api/client.ts';
import { usePollEvery } from '../api/use-poll-every.ts';
import { COUNT_POLL_MS } from '../config.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Section } from '../ui/section.tsx';
import { StatusPill } from '../ui/status-pill.tsx';
import { CARD_PAYMENT_WORDS } from '../ui/status-words.ts';
import { AgoText } from '../ui/time-text.tsx';

function OpenPayment({ payment }: { readonly payment: CardPaymentRow }) {
  return (
    <li className="open-payment">
      <Link to="/payments/$attemptId" params={{ attemptId: payment.attemptId }} className="open-payment-link">
        <span className="reference">{payment.reference}</span>
        <span className="open-payment-name">{payment.organisation.name}</span>
      </Link>
      <span className="figures open-payment-amount">{formatPounds(payment.amount)}</span>
      <span>
        <StatusPill status={CARD_PAYMENT_WORDS[payment.state]} />
      </span>
      <span className="muted">
        <AgoText since={payment.startedAt} />
      </span>
    </li>
  );
}

/** The agent's own payments that are not finished: what to come back to. */
export function OpenPayments() {
  const refetchInterval = usePollEvery(COUNT_POLL_MS);
  const mine = useQuery({ ...api.payments.mine.queryOptions({}, { trpc: inBackground }), refetchInterval });
  return (
    <Section title="Your unfinished card payments">
      <RecordQuery query={mine} lines={2}>
        {(payments) =>
          payments.length === 0 ? (
            <div className="card">
              <EmptyState title="Nothing is unfinished" icon={CreditCard}>
                A card payment that you start and leave waits here until it is settled.
              </EmptyState>
            </div>
          ) : (
            <ul className="card open-payments">
              {payments.map((payment) => (
                <OpenPayment key={payment.attemptId} payment={payment} />
              ))}
            </ul>
          )
        }
      </RecordQuery>
    </Section>
  );
}
