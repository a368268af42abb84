import type { CardPaymentView } from '../../shared/contracts/payments.ts';
import { RecordQuery } from '../shell/record-query.tsx';
import { useMay } from '../shell/staff.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Spoken } from '../ui/spoken.tsx';
import { guidePayment } from './guide-payment.ts';
import { InsteadByBank } from './bank-transfer.tsx';
import { PaymentFacts } from './payment-facts.tsx';
import { PaymentFoot } from './payment-foot.tsx';
import { PaymentHead } from './payment-head.tsx';
import { PaymentSteps } from './payment-steps.tsx';
import { PaymentTelling } from './payment-telling.tsx';
import { useShowsPayment } from './shown-payments.ts';
import { RecordingNote } from './recording-note.tsx';
import { StaleNote } from './stale-note.tsx';
import { useCardPayment } from './use-card-payment.ts';
import { useOutcomeFocus } from './use-outcome-focus.ts';
import { usePaymentActs } from './use-payment-acts.ts';
import { usePaymentAnnouncement } from './use-payment-announcement.ts';
import { useRefreshWhenEnded } from './use-refresh-when-ended.ts';
import './payment-parts.css';
import './card-payment-status.css';

export interface CardPaymentStatusProps {
  readonly attemptId: string;
  /** The heading has focus on arrival, so that it is read out. */
  readonly takesFocus?: boolean;
  readonly onDone: () => void;
  /** Given the new attempt, when another card or another try was asked for. */
  readonly onStartedAgain: (attemptId: string) => void;
}

function LiveStatus({
  payment,
  isCurrent,
  takesFocus = false,
  onDone,
  onStartedAgain,
}: CardPaymentStatusProps & { readonly payment: CardPaymentView; readonly isCurrent: boolean }) {
  const acts = usePaymentActs(payment, onStartedAgain);
  const mayTake = useMay('cardPayment.take');
  const guide = guidePayment(payment, { mayTake, mayStartAgain: acts.againRefusal === null });
  const { box, heading } = useOutcomeFocus(payment.state, takesFocus);
  const said = usePaymentAnnouncement(payment, guide);
  useShowsPayment(payment.attemptId);
  useRefreshWhenEnded(payment.state);
  return (
    <section ref={box} className="payment-status" aria-label={`Card payment ${payment.reference}`}>
      <PaymentHead payment={payment} />
      <StaleNote isCurrent={isCurrent} asOf={payment.serverNow} />
      <PaymentSteps state={payment.state} />
      <PaymentTelling payment={payment} guide={guide} acts={acts} heading={heading} />
      <RecordingNote payment={payment} />
      <PaymentFacts payment={payment} guide={guide} acts={acts} />
      {acts.againRefusal === null && <InsteadByBank details={acts.bankTransfer} />}
      {acts.problem !== null && <ProblemNotice problem={acts.problem} />}
      <Spoken className="visually-hidden">{said.politely}</Spoken>
      <div className="visually-hidden" role="alert">
        {said.atOnce}
      </div>
      <PaymentFoot payment={payment} guide={guide} acts={acts} onDone={onDone} />
    </section>
  );
}

/** One card payment, followed until it is settled: how it stands, what that means for the money, and what to do next. */
export function CardPaymentStatus(props: CardPaymentStatusProps) {
  const { query, isCurrent } = useCardPayment(props.attemptId);
  return (
    <RecordQuery query={query} lines={8}>
      {(payment) => <LiveStatus {...props} payment={payment} isCurrent={isCurrent} />}
    </RecordQuery>
  );
}
