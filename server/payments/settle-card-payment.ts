import { SYSTEM } from '../platform/actor.ts';
import type { CommandContext } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import type { PayOutcome } from './govuk-pay/client.ts';
import type { PayPayment } from './govuk-pay/pay-answers.ts';
import { isFinished } from './next-state.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { recordPayAnswer, type PayObservation } from './record-pay-answer.ts';

/**
 * Brings one attempt up to date with Pay: reads it, cancels it first where that was asked, and records what Pay says.
 *
 * Reading is all that ever settles an attempt. Safe to run at any time, any number of times, by any number of copies:
 * what is recorded moves an attempt forwards once.
 */
export async function settleCardPayment(ctx: CommandContext, attemptId: string, deps: PaymentsDeps): Promise<void> {
  const [known] = await selectRows<{ pay_payment_id: string | null; state: CardPaymentState }>(
    ctx.em.fork(),
    'select pay_payment_id, state from card_payment where id = ?',
    [attemptId],
  );
  if (known === undefined || known.pay_payment_id === null) return;
  const payId = known.pay_payment_id;
  const wantsCancel = known.state === 'cancelling' || known.state === 'orphan-found';
  let outcome = await deps.pay.readPayment(payId);
  if (wantsCancel && outcome.kind === 'answered' && !isFinished(outcome.answer.state.status)) {
    // A read has just said that it can still be cancelled; what the cancel did, the next read says.
    await deps.pay.cancelPayment(payId);
    outcome = await deps.pay.readPayment(payId);
  }
  const observation = await withDay(payId, outcome, deps);
  await recordPayAnswer({ ...ctx, actor: SYSTEM }, { attemptId, observation }, deps);
}

/**
 * A finished payment's day is that of Pay's own event, not of when we read it. Without the event the answer is not
 * complete, and counts as unknown until it is.
 */
async function withDay(payId: string, outcome: PayOutcome<PayPayment>, deps: PaymentsDeps): Promise<PayObservation> {
  if (outcome.kind !== 'answered') return { outcome, finishedAt: null };
  const { status } = outcome.answer.state;
  if (!isFinished(status)) return { outcome, finishedAt: null };
  const events = await deps.pay.readEvents(payId);
  if (events.kind !== 'answered') return { outcome: events, finishedAt: null };
  const last = events.answer.events.findLast((event) => event.state.status === status);
  if (last === undefined) return { outcome: { kind: 'unknown', httpStatus: null }, finishedAt: null };
  return { outcome, finishedAt: new Date(last.updated) };
}
