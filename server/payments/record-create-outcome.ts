import { recordAudit } from '../audit/index.ts';
import { SYSTEM } from '../platform/actor.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import type { PayOutcome } from './govuk-pay/client.ts';
import type { PayPayment } from './govuk-pay/pay-answers.ts';
import { lockCardPayment, type LockedPayment } from './lock-card-payment.ts';
import { auditPayment, moveCardPayment, paymentFacts } from './move-card-payment.ts';
import { MOP_UP_QUEUE, type PaymentsDeps } from './payments-deps.ts';
import { recordPayMessage } from './record-pay-message.ts';

interface CreateOutcome {
  readonly attemptId: string;
  readonly outcome: PayOutcome<PayPayment>;
}

const PAY_EXPIRY_MS = 90 * 60_000;
const FIRST_SWEEP_SECONDS = 5;

/**
 * Records what Pay said to the create. An answer that comes so late that the attempt already counts as not answered is
 * kept as an orphan, to be cancelled: its lines may be somebody else's by now.
 */
export async function recordCreateOutcome(
  ctx: CommandContext,
  input: CreateOutcome,
  deps: PaymentsDeps,
): Promise<void> {
  await runSystemChange(ctx, input, (scope) => applyOutcome(scope, input, deps));
}

/** Gives up on a create that nobody is waiting for any more: its sender is gone. */
export async function recordCreateAbandoned(ctx: CommandContext, attemptId: string, deps: PaymentsDeps): Promise<void> {
  const outcome = { kind: 'unknown', httpStatus: null } as const;
  await runSystemChange({ ...ctx, actor: SYSTEM }, attemptId, (scope) =>
    applyOutcome(scope, { attemptId, outcome }, deps),
  );
}

async function applyOutcome(
  scope: CommandScope,
  { attemptId, outcome }: CreateOutcome,
  deps: PaymentsDeps,
): Promise<void> {
  const payment = await lockCardPayment(scope.tx, attemptId);
  const late = payment.state === 'create-unknown' && outcome.kind === 'answered';
  if (payment.state !== 'sending' && !late) return;
  await recordPayMessage(scope, payment.id, 'create', outcome);
  switch (outcome.kind) {
    case 'answered':
      return late ? adoptOrphan(scope, payment, outcome.answer.payment_id) : admit(scope, payment, outcome.answer);
    case 'refused':
      return refuse(scope, payment, outcome.payCode);
    case 'unknown':
      return leaveToSweep(scope, payment, deps);
  }
}

async function admit(scope: CommandScope, payment: LockedPayment, answer: PayPayment): Promise<void> {
  await moveCardPayment(scope, payment, 'awaiting-card', {
    pay_payment_id: answer.payment_id,
    pay_status: answer.state.status,
    expires_at: new Date(new Date(answer.created_date).getTime() + PAY_EXPIRY_MS).toISOString(),
  });
  await auditPayment(scope, payment, 'card-payment.sent');
}

async function refuse(scope: CommandScope, payment: LockedPayment, payCode: string | null): Promise<void> {
  await moveCardPayment(scope, payment, 'refused', payCode === null ? {} : { pay_code: payCode });
  await recordAudit(scope, {
    kind: 'card-payment.refused-by-pay',
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: { ...paymentFacts(payment), payCode },
  });
}

async function leaveToSweep(scope: CommandScope, payment: LockedPayment, deps: PaymentsDeps): Promise<void> {
  await moveCardPayment(scope, payment, 'create-unknown');
  await auditPayment(scope, payment, 'card-payment.create-unknown');
  await deps.jobs.enqueue(scope.tx, MOP_UP_QUEUE, {}, { afterSeconds: FIRST_SWEEP_SECONDS });
}

/** An unanswered payment turned up at Pay after all. */
export async function adoptOrphan(scope: CommandScope, payment: LockedPayment, payId: string): Promise<void> {
  await moveCardPayment(scope, payment, 'orphan-found', { pay_payment_id: payId });
  await auditPayment(scope, payment, 'card-payment.orphan-found');
}
