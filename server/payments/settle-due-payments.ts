import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import { SYSTEM } from '../platform/actor.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../platform/run-command.ts';
import { copyIsAlive } from '../platform/server-copy.ts';
import { selectRows } from '../platform/rows.ts';
import { CARD_PAYMENT_RULES } from './card-payment-state.ts';
import type { PaymentsDeps } from './payments-deps.ts';
import { recordCreateAbandoned } from './record-create-outcome.ts';
import { settleCardPayment } from './settle-card-payment.ts';
import { sweepOrphan } from './sweep-orphan.ts';

/** While one copy looks at an attempt, others leave it alone for this long, or until that copy dies. */
const LEASE_MS = 30_000;
const MOST_AT_ONCE = 10;

interface Due {
  readonly id: string;
  readonly state: CardPaymentState;
}

/**
 * Looks once at every attempt that is due for it and that `movedBy` looks after; returns how many there were.
 *
 * Any number of copies may run this at the same time: each due attempt is leased to one of them.
 */
export async function settleDuePayments(
  ctx: CommandContext,
  movedBy: 'desk' | 'mop-up',
  deps: PaymentsDeps,
): Promise<number> {
  const system = { ...ctx, actor: SYSTEM };
  const due = await runSystemChange(system, { movedBy, copyId: deps.copyId }, leaseDue);
  const looks = await Promise.allSettled(due.map((attempt) => look(system, attempt, deps)));
  for (const [index, done] of looks.entries()) {
    if (done.status === 'rejected') {
      deps.log.error({ err: done.reason, attemptId: due[index]?.id }, 'An attempt could not be brought up to date');
    }
  }
  return due.length;
}

interface Turn {
  readonly movedBy: 'desk' | 'mop-up';
  readonly copyId: number;
}

/** Due is also what a copy that has since died sent, or was in the middle of looking at. */
async function leaseDue(scope: CommandScope, { movedBy, copyId }: Turn): Promise<Due[]> {
  const states = Object.entries(CARD_PAYMENT_RULES)
    .filter(([, rule]) => rule.movedBy === movedBy)
    .map(([state]) => state);
  const now = scope.now.toISOString();
  return selectRows<Due>(
    scope.tx,
    `update card_payment set next_check_at = ?, looked_at_by_copy = ? where id in (
       select id from card_payment
       where next_check_at is not null and state in (${states.map(() => '?').join(', ')})
         and (next_check_at <= ? or (state = 'sending' and not ${copyIsAlive('card_payment.sent_by_copy')})
           or (looked_at_by_copy is not null and not ${copyIsAlive('card_payment.looked_at_by_copy')}))
       order by next_check_at limit ${MOST_AT_ONCE} for update skip locked)
     returning id, state`,
    [new Date(scope.now.getTime() + LEASE_MS).toISOString(), copyId, ...states, now],
  );
}

async function look(ctx: CommandContext, attempt: Due, deps: PaymentsDeps): Promise<void> {
  switch (attempt.state) {
    case 'sending':
      return recordCreateAbandoned(ctx, attempt.id, deps);
    case 'create-unknown':
      return sweepOrphan(ctx, attempt.id, deps);
    default:
      return settleCardPayment(ctx, attempt.id, deps);
  }
}
