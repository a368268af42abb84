import { recordAudit } from '../audit/index.ts';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import { lockBalance } from '../ledger/index.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { selectRows, write } from '../platform/rows.ts';
import { bookCardPayment } from './book-card-payment.ts';
import { nextCheckAt } from './check-schedule.ts';
import type { PayOutcome } from './govuk-pay/client.ts';
import type { PayPayment } from './govuk-pay/pay-answers.ts';
import { lockCardPayment, type LockedPayment } from './lock-card-payment.ts';
import { auditPayment, moveCardPayment, paymentFacts, type MoveFacts } from './move-card-payment.ts';
import { isStale, nextState } from './next-state.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { recordPayMessage } from './record-pay-message.ts';
import { reverseCardPayment } from './reverse-card-payment.ts';
import { localDate } from '../../shared/local-date.ts';

export interface PayObservation {
  readonly outcome: PayOutcome<PayPayment>;
  /** When Pay says the payment came to its end; null while it has not. */
  readonly finishedAt: Date | null;
}

interface Observed {
  readonly attemptId: string;
  readonly observation: PayObservation;
}

/** A blip is not a doubt: so many reads in a row must go unanswered before the desk says that the outcome is unknown. */
const FAILED_CHECKS_TO_DOUBT = 2;

/** Records one answer of Pay, moving the attempt forwards and, where money is meant, the books with it. */
export async function recordPayAnswer(ctx: CommandContext, input: Observed, deps: PaymentsDeps): Promise<void> {
  await runSystemChange(ctx, input, (scope) => applyAnswer(scope, input, deps));
}

async function applyAnswer(
  scope: CommandScope,
  { attemptId, observation }: Observed,
  deps: PaymentsDeps,
): Promise<void> {
  const { outcome, finishedAt } = observation;
  if (finishedAt !== null) await lockBalanceOf(scope, attemptId);
  const payment = await lockCardPayment(scope.tx, attemptId);
  if (outcome.kind !== 'answered') return recordNoAnswer(scope, payment, outcome);
  const { answer } = outcome;
  if (isStale(answer.state.status, payment.payStatus)) return;
  const target = nextState(payment.state, answer);
  const charged = answer.total_amount ?? answer.amount;
  if (target === 'paid' && payment.state !== 'paid' && charged !== payment.amount) {
    deps.log.error({ attemptId, charged, meant: payment.amount }, 'Pay charged another amount than was asked');
    return recordNoAnswer(scope, payment, { kind: 'unknown', httpStatus: 200 });
  }
  if (target === payment.state) return keepWatching(scope, payment, 0);
  await recordPayMessage(scope, payment.id, 'read', outcome);
  await moveTo(scope, payment, target, answer, finishedAt ?? scope.now, deps);
}

/** The balance comes before the attempt in lock order; which organisation's it is never changes. */
async function lockBalanceOf(scope: CommandScope, attemptId: string): Promise<void> {
  const [row] = await selectRows<{ organisation_id: number }>(
    scope.tx,
    'select organisation_id from card_payment where id = ?',
    [attemptId],
  );
  if (row !== undefined) await lockBalance(scope.tx, row.organisation_id);
}

async function recordNoAnswer(
  scope: CommandScope,
  payment: LockedPayment,
  outcome: Exclude<PayOutcome<PayPayment>, { kind: 'answered' }>,
): Promise<void> {
  const failed = payment.failedChecks + 1;
  if (failed === 1) await recordPayMessage(scope, payment.id, 'read', outcome);
  const doubtful =
    payment.state === 'awaiting-card' || payment.state === 'card-entry' || payment.state === 'to-confirm';
  if (doubtful && failed >= FAILED_CHECKS_TO_DOUBT) {
    await moveCardPayment(scope, payment, 'outcome-unknown');
    await auditPayment(scope, payment, 'card-payment.in-doubt');
    return;
  }
  await keepWatching(scope, payment, failed);
}

async function keepWatching(scope: CommandScope, payment: LockedPayment, failedChecks: number): Promise<void> {
  const check = nextCheckAt(payment, failedChecks, scope.now);
  await write(scope.tx, 'update card_payment set next_check_at = ?, failed_checks = ? where id = ?', [
    check?.toISOString() ?? null,
    failedChecks,
    payment.id,
  ]);
}

async function moveTo(
  scope: CommandScope,
  payment: LockedPayment,
  target: CardPaymentState,
  answer: PayPayment,
  finishedAt: Date,
  deps: PaymentsDeps,
): Promise<void> {
  const facts = factsOf(answer);
  const capturedDate = answer.settlement_summary?.captured_date;
  switch (target) {
    case 'paid':
      await bookCardPayment(scope, payment, facts, finishedAt, deps);
      // The first news of a success may already be that it is captured, and an older success may still follow it.
      if (capturedDate === undefined) return;
      return recordCapture(scope, { ...payment, state: 'paid' }, facts, capturedDate);
    case 'captured':
      return recordCapture(scope, payment, facts, capturedDate ?? '');
    case 'reversed':
      return reverseCardPayment(scope, payment, facts, finishedAt);
    case 'declined':
    case 'expired':
    case 'cancelled-on-page':
    case 'cancelled':
    case 'provider-error':
    case 'orphan-closed':
      await moveCardPayment(scope, payment, target, facts);
      return auditPayment(scope, payment, `card-payment.${target}`);
    case 'outcome-unknown':
      await moveCardPayment(scope, payment, target, facts);
      return auditPayment(scope, payment, 'card-payment.in-doubt');
    default:
      await moveCardPayment(scope, payment, target, facts);
  }
}

async function recordCapture(
  scope: CommandScope,
  payment: LockedPayment,
  facts: MoveFacts,
  capturedDate: string,
): Promise<void> {
  const capturedOn = localDate(capturedDate);
  await moveCardPayment(scope, payment, 'captured', { ...facts, captured_on: capturedOn });
  await recordAudit(scope, {
    kind: 'card-payment.captured',
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: { ...paymentFacts(payment), capturedOn },
  });
}

/** What is kept of an answer: brand and last four digits are all of the card that we hold. */
function factsOf(answer: PayPayment): MoveFacts {
  const brand = answer.card_details?.card_brand?.slice(0, 40);
  const lastFour = answer.card_details?.last_digits_card_number;
  return {
    pay_status: answer.state.status,
    ...(answer.state.code !== undefined && { pay_code: answer.state.code }),
    ...(answer.provider_id !== undefined && { pay_provider_id: answer.provider_id }),
    ...(brand && { card_brand: brand }),
    ...(lastFour && /^[0-9]{4}$/.test(lastFour) && { card_last_four: lastFour }),
  };
}
