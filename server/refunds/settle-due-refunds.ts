import type { RefundState } from '../../shared/contracts/refunds.ts';
import { SYSTEM } from '../platform/actor.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { copyIsAlive } from '../platform/server-copy.ts';
import { selectRows } from '../platform/rows.ts';
import { findRefundAtPay } from './find-refund-at-pay.ts';
import { recordRefundAnswer } from './record-refund-answer.ts';
import type { RefundsDeps } from './refunds-deps.ts';
import { sendApprovedRefunds } from './send-approved-refunds.ts';

const LEASE_MS = 30_000;
const MOST_AT_ONCE = 10;

/**
 * Sends what is approved and due, and looks once at everything that waits for Pay; returns how many refunds it dealt
 * with. Any number of copies may run this at the same time: each refund is one copy's at a time.
 */
export async function settleDueRefunds(ctx: CommandContext, deps: RefundsDeps): Promise<number> {
  const system = { ...ctx, actor: SYSTEM };
  const sent = await sendApprovedRefunds(system, deps);
  const due = await runSystemChange(system, deps.copyId, leaseDue);
  const looks = await Promise.allSettled(due.map((refund) => look(system, refund, deps)));
  for (const [index, done] of looks.entries()) {
    if (done.status === 'rejected') {
      deps.log.error({ err: done.reason, refundId: due[index]?.id }, 'A refund could not be brought up to date');
    }
  }
  return sent + due.length;
}

interface Due {
  readonly id: number;
  readonly state: RefundState;
}

/** Due is also what a copy that has since died sent, or was in the middle of looking at. */
async function leaseDue(scope: CommandScope, copyId: number): Promise<Due[]> {
  return selectRows<Due>(
    scope.tx,
    `update refund set next_check_at = ?, looked_at_by_copy = ? where id in (
       select id from refund
       where next_check_at is not null and state in ('sending', 'unknown', 'sent')
         and (next_check_at <= ? or (state = 'sending' and not ${copyIsAlive('refund.sent_by_copy')})
           or (looked_at_by_copy is not null and not ${copyIsAlive('refund.looked_at_by_copy')}))
       order by next_check_at limit ${MOST_AT_ONCE} for update skip locked)
     returning id, state`,
    [new Date(scope.now.getTime() + LEASE_MS).toISOString(), copyId, scope.now.toISOString()],
  );
}

/** A request whose sender is gone counts as not answered; what became of it, a read says. */
async function look(ctx: CommandContext, refund: Due, deps: RefundsDeps): Promise<void> {
  if (refund.state === 'sending') {
    const outcome = { kind: 'unknown', httpStatus: null } as const;
    await runSystemChange(ctx, { refundId: refund.id, answer: { to: 'create', outcome } }, recordRefundAnswer);
  }
  const outcome = await findRefundAtPay(ctx, refund.id, deps.pay);
  if (outcome === null) return;
  await runSystemChange(ctx, { refundId: refund.id, answer: { to: 'read', outcome } }, recordRefundAnswer);
}
