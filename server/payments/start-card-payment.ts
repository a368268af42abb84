import type { StartCardPayment, StartedCardPayment } from '../../shared/contracts/payments.ts';
import { runCommandOnce, type CommandContext } from '../platform/run-command.ts';
import { claimCardPayment, type ClaimedPayment } from './claim-card-payment.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { recordCreateOutcome } from './record-create-outcome.ts';

/**
 * Starts a card payment: claims its lines, asks Pay for a payment, records what Pay said.
 *
 * The claim is committed before the call. The call is made at most once per attempt: a duplicate of this command finds
 * the claim, and answers the same attempt without calling. Whatever Pay answers, or does not, is a state of the
 * attempt, not an error of the command.
 */
export async function startCardPayment(
  ctx: CommandContext,
  input: StartCardPayment,
  deps: PaymentsDeps,
): Promise<StartedCardPayment> {
  let claimed: ClaimedPayment | undefined;
  const { response, replayed } = await runCommandOnce(ctx, 'payments.start', input, async (scope) => {
    claimed = await claimCardPayment(scope, input, deps);
    return { attemptId: claimed.attemptId };
  });
  if (replayed || claimed === undefined) return response;
  const outcome = await deps.pay.createPayment(claimed.toSend);
  await recordCreateOutcome(ctx, { attemptId: claimed.attemptId, outcome }, deps);
  return response;
}
