import { SYSTEM } from '../platform/actor.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { selectRows, write } from '../platform/rows.ts';
import { nextCheckAt, ORPHAN_GIVE_UP_MS } from './check-schedule.ts';
import type { PayOutcome } from './govuk-pay/client.ts';
import { lockCardPayment } from './lock-card-payment.ts';
import { auditPayment, moveCardPayment } from './move-card-payment.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { adoptOrphan } from './record-create-outcome.ts';
import { recordPayMessage } from './record-pay-message.ts';
import { settleCardPayment } from './settle-card-payment.ts';

/**
 * Looks for the payment of a create that was never answered. Found, it is adopted and cancelled; not found for three
 * hours, it was never made.
 */
export async function sweepOrphan(ctx: CommandContext, attemptId: string, deps: PaymentsDeps): Promise<void> {
  const [unanswered] = await selectRows<{ reference: string }>(
    ctx.em.fork(),
    `select reference from card_payment where id = ? and state = 'create-unknown'`,
    [attemptId],
  );
  if (unanswered === undefined) return;
  const found = await deps.pay.findByReference(unanswered.reference);
  const system = { ...ctx, actor: SYSTEM };
  const adopted = await runSystemChange(system, attemptId, (scope) => recordSweep(scope, attemptId, found));
  if (adopted) await settleCardPayment(system, attemptId, deps);
}

async function recordSweep(
  scope: CommandScope,
  attemptId: string,
  found: PayOutcome<readonly string[]>,
): Promise<boolean> {
  const payment = await lockCardPayment(scope.tx, attemptId);
  if (payment.state !== 'create-unknown') return false;
  const payId = found.kind === 'answered' ? found.answer[0] : undefined;
  if (payId !== undefined) {
    await recordPayMessage(scope, attemptId, 'search', found);
    await adoptOrphan(scope, payment, payId);
    return true;
  }
  const ageMs = scope.now.getTime() - payment.stateSince.getTime();
  if (found.kind === 'answered' && ageMs >= ORPHAN_GIVE_UP_MS) {
    await moveCardPayment(scope, payment, 'orphan-absent');
    await auditPayment(scope, payment, 'card-payment.orphan-absent');
    return false;
  }
  const failed = found.kind === 'answered' ? 0 : payment.failedChecks + 1;
  await write(scope.tx, 'update card_payment set next_check_at = ?, failed_checks = ? where id = ?', [
    nextCheckAt(payment, failed, scope.now)?.toISOString() ?? null,
    failed,
    attemptId,
  ]);
  return false;
}
