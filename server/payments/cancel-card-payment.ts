import { runCommand, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { DomainError } from '../platform/domain-error.ts';
import { lockCardPayment } from './lock-card-payment.ts';
import { auditPayment, moveCardPayment } from './move-card-payment.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { settleCardPayment } from './settle-card-payment.ts';

export interface CancelInput {
  readonly commandId: string;
  readonly attemptId: string;
}

/**
 * Asks Pay to cancel an unfinished payment. That it was asked is committed first; what came of it is read back. If the
 * payment was confirmed in the same moment, it is paid, and the attempt says so.
 *
 * Refuses CARD_PAYMENT_FINISHED when there is nothing left to cancel, and CARD_PAYMENT_NOT_YOURS when another agent is
 * taking it and the caller leads no team.
 */
export async function cancelCardPayment(ctx: CommandContext, input: CancelInput, deps: PaymentsDeps): Promise<void> {
  await runCommand(ctx, 'payments.cancel', input, markCancelling);
  await settleCardPayment(ctx, input.attemptId, deps);
}

async function markCancelling(scope: CommandScope, input: CancelInput): Promise<object> {
  const payment = await lockCardPayment(scope.tx, input.attemptId);
  const { actor } = scope;
  if (actor.kind === 'staff' && actor.staffId !== payment.staffId && !actor.roles.includes('team-leader')) {
    throw new DomainError('CARD_PAYMENT_NOT_YOURS', { paymentReference: payment.reference });
  }
  switch (payment.state) {
    case 'cancelling':
      return {};
    case 'awaiting-card':
    case 'card-entry':
    case 'to-confirm':
    case 'outcome-unknown':
      await moveCardPayment(scope, payment, 'cancelling');
      await auditPayment(scope, payment, 'card-payment.cancel-asked');
      return {};
    default:
      throw new DomainError('CARD_PAYMENT_FINISHED', { paymentReference: payment.reference, state: payment.state });
  }
}
