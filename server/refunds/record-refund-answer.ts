import { londonDay } from '../../shared/local-date.ts';
import type { RefundFailure } from '../../shared/contracts/refunds.ts';
import { recordAudit } from '../audit/index.ts';
import { returnDraw } from '../billing/index.ts';
import { postJournal } from '../ledger/index.ts';
import type { PayOutcome, PayRefund } from '../payments/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { readDate, selectRows, write } from '../platform/rows.ts';
import { nextCheckAt, NEVER_MADE_AFTER_MS } from './check-schedule.ts';
import { lockRefund, moveRefund, type LockedRefund } from './lock-refund.ts';

/** What Pay said: to the request itself, or to a read of the payment's refunds (null where ours is not among them). */
export type RefundAnswer =
  | { readonly to: 'create'; readonly outcome: PayOutcome<PayRefund> }
  | { readonly to: 'read'; readonly outcome: PayOutcome<PayRefund | null> };

/**
 * Records what Pay said of a refund and moves it on. Answers may come in any order and any number of times: a refund
 * that is settled stays so, and only an answer to its own request or a read says what became of it.
 */
export async function recordRefundAnswer(
  scope: CommandScope,
  { refundId, answer }: { readonly refundId: number; readonly answer: RefundAnswer },
): Promise<void> {
  const refund = await lockRefund(scope.tx, refundId);
  if (refund.state !== 'sending' && refund.state !== 'unknown' && refund.state !== 'sent') return;
  await keepMessage(scope, refund.id, answer);
  const { outcome } = answer;
  if (outcome.kind === 'answered') {
    if (outcome.answer !== null) return follow(scope, refund, outcome.answer);
    return notThere(scope, refund);
  }
  if (refund.state !== 'sending') return lookAgain(scope, refund);
  if (answer.to === 'create' && outcome.kind === 'refused') return refused(scope, refund, outcome.httpStatus);
  return leaveUnknown(scope, refund);
}

/** Pay has the refund: under way, done, or failed. A word that is not known is no outcome. */
async function follow(scope: CommandScope, refund: LockedRefund, seen: PayRefund): Promise<void> {
  if (seen.amount !== refund.amount) throw new Error('Pay answers a refund of another amount than was asked for');
  const known = { pay_refund_id: seen.refund_id };
  if (seen.status === 'success') return confirm(scope, refund, known);
  if (seen.status === 'error') return fail(scope, refund, 'provider-error', known);
  if (refund.state === 'sent') return lookAgain(scope, refund);
  await moveRefund(scope, refund, 'sent', { ...known, ...nextLook(scope, { ...refund, state: 'sent' }, 0) });
  await audit(scope, refund, 'refund.sent');
}

/** A read answers that there is none. Only when the request cannot arrive any more does that mean it never did. */
async function notThere(scope: CommandScope, refund: LockedRefund): Promise<void> {
  const sentAt = refund.sentAt === null ? null : readDate(refund.sentAt);
  const old = sentAt !== null && scope.now.getTime() - sentAt.getTime() >= NEVER_MADE_AFTER_MS;
  if (refund.state === 'unknown' && old) return fail(scope, refund, 'never-made');
  return lookAgain(scope, refund);
}

/** Nothing was made. Too many requests, or a key that is not good for now, are no word about this refund: it is sent later. */
async function refused(scope: CommandScope, refund: LockedRefund, httpStatus: number): Promise<void> {
  if (httpStatus === 429 || httpStatus === 401 || httpStatus === 403) {
    return moveRefund(scope, refund, 'approved', nextLook(scope, refund, refund.failedChecks + 1));
  }
  return fail(scope, refund, httpStatus === 412 ? 'balance-differs' : 'refused');
}

async function leaveUnknown(scope: CommandScope, refund: LockedRefund): Promise<void> {
  await moveRefund(scope, refund, 'unknown', nextLook(scope, { ...refund, state: 'unknown' }, 0));
  await audit(scope, refund, 'refund.unknown');
}

async function confirm(scope: CommandScope, refund: LockedRefund, facts: { pay_refund_id: string }): Promise<void> {
  const settled = await postJournal(scope, {
    kind: 'refund',
    source: `refund:${refund.id}:confirmed`,
    accountingDay: londonDay(scope.now),
    organisationId: refund.organisationId,
    description: `Refund of card payment ${refund.payment} confirmed`,
    reversesJournalId: null,
    postings: [
      { account: 'refunds-payable', side: 'debit', amount: refund.amount },
      { account: 'card-clearing', side: 'credit', amount: refund.amount },
    ],
  });
  await moveRefund(scope, refund, 'confirmed', { ...facts, settled_journal_id: settled, next_check_at: null });
  await audit(scope, refund, 'refund.confirmed');
}

async function fail(
  scope: CommandScope,
  refund: LockedRefund,
  failure: RefundFailure,
  facts: { pay_refund_id?: string } = {},
): Promise<void> {
  if (refund.journalId === null) throw new Error('A refund that was sent has a journal');
  const settled = await postJournal(scope, {
    kind: 'refund-failed',
    source: `refund:${refund.id}`,
    accountingDay: londonDay(scope.now),
    organisationId: refund.organisationId,
    description: `Refund of card payment ${refund.payment} failed`,
    reversesJournalId: refund.journalId,
    postings: [
      { account: 'refunds-payable', side: 'debit', amount: refund.amount },
      { account: 'credit-on-account', side: 'credit', amount: refund.amount },
    ],
  });
  const draws = await selectRows<{ id: number }>(
    scope.tx,
    `select id from credit_draw where journal_id = ? and effect = 'draws' order by id`,
    [refund.journalId],
  );
  for (const { id } of draws) await returnDraw(scope, { drawId: id, journalId: settled });
  await moveRefund(scope, refund, 'failed', { ...facts, failure, settled_journal_id: settled, next_check_at: null });
  await recordAudit(scope, {
    kind: 'refund.failed',
    subject: `refund:${refund.id}`,
    organisationId: refund.organisationId,
    facts: { refundId: refund.id, paymentReference: refund.payment, amount: refund.amount, failure },
  });
}

async function lookAgain(scope: CommandScope, refund: LockedRefund): Promise<void> {
  const { next_check_at: at, failed_checks: failed } = nextLook(scope, refund, refund.failedChecks + 1);
  await write(scope.tx, 'update refund set next_check_at = ?, failed_checks = ? where id = ?', [at, failed, refund.id]);
}

function nextLook(scope: CommandScope, refund: LockedRefund, checks: number) {
  return { next_check_at: nextCheckAt(refund.state, checks, scope.now).toISOString(), failed_checks: checks };
}

async function audit(
  scope: CommandScope,
  refund: LockedRefund,
  kind: 'refund.sent' | 'refund.unknown' | 'refund.confirmed',
): Promise<void> {
  await recordAudit(scope, {
    kind,
    subject: `refund:${refund.id}`,
    organisationId: refund.organisationId,
    facts: { refundId: refund.id, paymentReference: refund.payment, amount: refund.amount },
  });
}

async function keepMessage(scope: CommandScope, refundId: number, { to, outcome }: RefundAnswer): Promise<void> {
  await write(
    scope.tx,
    `insert into refund_message (refund_id, received_at, answer_to, outcome, pay_status, pay_code, http_status)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[refundId, scope.now.toISOString(), to, outcome.kind],
      outcome.kind === 'answered' ? (outcome.answer?.status ?? null) : null,
      outcome.kind === 'refused' ? outcome.payCode : null,
      outcome.kind === 'answered' ? null : outcome.httpStatus,
    ],
  );
}
