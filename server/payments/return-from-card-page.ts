import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';
import { hashReturnNonce } from './claim-card-payment.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { settleCardPayment } from './settle-card-payment.ts';

/** The screen that shows what became of the attempt, on the desk that opened its card page. */
export type WayBack = URL | null;

/**
 * The card page sent the agent back. That proves nothing about the outcome; it is the moment to read it. The nonce
 * counts once, and an unknown one does nothing. Answers the way back to the desk, where there is one.
 */
export async function returnFromCardPage(ctx: CommandContext, nonce: string, deps: PaymentsDeps): Promise<WayBack> {
  const returned = await runSystemChange(ctx, nonce, markReturned);
  if (returned === null) return null;
  await settleCardPayment(ctx, returned.id, deps);
  return returned.return_to === null ? null : new URL(`/payments/${returned.id}`, returned.return_to);
}

interface Returned {
  readonly id: string;
  readonly return_to: string | null;
}

async function markReturned(scope: CommandScope, nonce: string): Promise<Returned | null> {
  const [returned] = await selectRows<Returned>(
    scope.tx,
    `update card_payment set returned_at = ?,
       next_check_at = case when next_check_at is null then null else ?::timestamptz end
     where return_nonce_hash = ? and returned_at is null returning id, return_to`,
    [scope.now.toISOString(), scope.now.toISOString(), hashReturnNonce(nonce)],
  );
  return returned ?? null;
}
