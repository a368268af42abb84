import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';
import { hashReturnNonce } from './claim-card-payment.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { settleCardPayment } from './settle-card-payment.ts';

/**
 * The card page sent the agent back. That proves nothing about the outcome; it is the moment to read it. The nonce
 * counts once, and an unknown one does nothing.
 */
export async function returnFromCardPage(ctx: CommandContext, nonce: string, deps: PaymentsDeps): Promise<void> {
  const attemptId = await runSystemChange(ctx, nonce, markReturned);
  if (attemptId !== null) await settleCardPayment(ctx, attemptId, deps);
}

async function markReturned(scope: CommandScope, nonce: string): Promise<string | null> {
  const [returned] = await selectRows<{ id: string }>(
    scope.tx,
    `update card_payment set returned_at = ?, next_check_at = case when next_check_at is null then null else ? end
     where return_nonce_hash = ? and returned_at is null returning id`,
    [scope.now.toISOString(), scope.now.toISOString(), hashReturnNonce(nonce)],
  );
  return returned?.id ?? null;
}
