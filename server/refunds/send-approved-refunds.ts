import type { PayOutcome, PayRefund } from '../payments/index.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { selectOne, selectRows } from '../platform/rows.ts';
import { SENDING_GIVEN_UP_MS } from './check-schedule.ts';
import { recordRefundAnswer } from './record-refund-answer.ts';
import { statesWhere } from './refund-state.ts';
import type { RefundsDeps } from './refunds-deps.ts';

/** Pay takes fifteen POSTs a second; five are left to card payments. */
const MOST_IN_A_SECOND = 10;
const SENDING_LOCK = 736_003;
const TAKES_MONEY = statesWhere(({ takesMoney }) => takesMoney)
  .map((state) => `'${state}'`)
  .join(', ');

interface ToSend {
  readonly id: number;
  readonly payPaymentId: string;
  readonly amount: number;
  readonly available: number;
}

/**
 * Sends approved refunds to Pay, each once: it is committed in `sending` before the call, so that a copy that dies in
 * the middle leaves one that is settled by reading and never sent again. All copies together keep to Pay's limit.
 */
export async function sendApprovedRefunds(ctx: CommandContext, deps: RefundsDeps): Promise<number> {
  const claimed = await runSystemChange(ctx, deps.copyId, claimApproved);
  const sends = await Promise.allSettled(claimed.map((refund) => sendOne(ctx, refund, deps)));
  for (const [index, done] of sends.entries()) {
    if (done.status === 'rejected') {
      deps.log.error({ err: done.reason, refundId: claimed[index]?.id }, 'What Pay said of a refund was not recorded');
    }
  }
  return claimed.length;
}

async function sendOne(ctx: CommandContext, refund: ToSend, deps: RefundsDeps): Promise<void> {
  const outcome: PayOutcome<PayRefund> = await deps.pay.createRefund(refund.payPaymentId, {
    amount: refund.amount,
    refundAmountAvailable: refund.available,
  });
  await runSystemChange(ctx, { refundId: refund.id, answer: { to: 'create', outcome } }, recordRefundAnswer);
}

/** What our books say is left of the payment goes with the request: Pay refuses it where it knows better. */
async function claimApproved(scope: CommandScope, copyId: number): Promise<ToSend[]> {
  await selectRows(scope.tx, 'select pg_advisory_xact_lock(?)', [SENDING_LOCK]);
  const { sent } = await selectOne<{ sent: number }>(
    scope.tx,
    'select count(*)::int as sent from refund where sent_at > ?',
    [new Date(scope.now.getTime() - 1_000).toISOString()],
  );
  if (sent >= MOST_IN_A_SECOND) return [];
  const now = scope.now.toISOString();
  return selectRows<ToSend>(
    scope.tx,
    `update refund set state = 'sending', state_since = ?, sent_at = ?, sent_by_copy = ?, looked_at_by_copy = null,
       next_check_at = ?, believed_available = payment.amount - coalesce((select sum(other.amount) from refund other
         where other.card_payment_id = payment.id and other.id <> refund.id and other.state in (${TAKES_MONEY})), 0)
     from card_payment payment
     where payment.id = refund.card_payment_id and refund.id in (
       select id from refund where state = 'approved' and next_check_at <= ?
       order by next_check_at, id limit ? for update skip locked)
     returning refund.id, payment.pay_payment_id as "payPaymentId", refund.amount,
       refund.believed_available as available`,
    [now, now, copyId, new Date(scope.now.getTime() + SENDING_GIVEN_UP_MS).toISOString(), now, MOST_IN_A_SECOND - sent],
  );
}
