import type { AskForRefund, ChangedRefund } from '../../shared/contracts/refunds.ts';
import { requestApproval } from '../approvals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { lockBalance } from '../ledger/index.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne } from '../platform/rows.ts';
import { readRefundable, type RefundablePayment } from './read-refundable.ts';
import { refundHash, refundSummary, refundTitle, requireRefundable } from './refund-subject.ts';

/**
 * Asks a second person for a refund to the card of a payment. No money moves until it is approved.
 *
 * Refuses CARD_PAYMENT_NOT_FOUND, REFUND_PAYMENT_NOT_CAPTURED, REFUND_ABOVE_AVAILABLE, and REFUND_ALREADY_LIVE while
 * another refund of the same payment is under way.
 */
export async function askForRefund(scope: CommandScope, input: AskForRefund): Promise<ChangedRefund> {
  const { organisationId } = await readRefundable(scope.tx, input.attemptId);
  await lockBalance(scope.tx, organisationId);
  const payment = await readRefundable(scope.tx, input.attemptId);
  if (payment.liveRefundId !== null) throw alreadyLive(payment);
  requireRefundable(payment, input.amount);
  const refundId = await insertRefund(scope, input, payment);
  const title = refundTitle(payment, input.amount);
  await recordAudit(scope, {
    kind: 'refund.asked-for',
    subject: `refund:${refundId}`,
    organisationId: payment.organisationId,
    facts: { refundId, paymentReference: payment.payment, amount: input.amount, reason: input.reason },
  });
  const { approvalId } = await requestApproval(scope, {
    subjectKind: 'refund',
    subjectId: String(refundId),
    subjectHash: refundHash(payment, input),
    title,
    summary: refundSummary(payment, input),
    amount: input.amount,
    organisationId: payment.organisationId,
    link: `/refunds/${refundId}`,
    editors: [],
  });
  return { refundId, state: 'asked', approvalId };
}

async function insertRefund(scope: CommandScope, input: AskForRefund, payment: RefundablePayment): Promise<number> {
  if (scope.actor.kind !== 'staff') throw new Error('Refunds are asked for by people');
  const at = scope.now.toISOString();
  try {
    const { id } = await selectOne<{ id: number }>(
      scope.tx,
      `insert into refund (card_payment_id, receipt_id, organisation_id, amount, reason, words, state, state_since,
         asked_by, asked_at) values (?, ?, ?, ?, ?, ?, 'asked', ?, ?, ?) returning id`,
      [
        ...[payment.attemptId, payment.receiptId, payment.organisationId, input.amount, input.reason, input.words],
        ...[at, scope.actor.staffId, at],
      ],
    );
    return id;
  } catch (error) {
    if (violatesUnique(error, 'refund_one_live')) throw alreadyLive(payment, error);
    throw error;
  }
}

function alreadyLive(payment: RefundablePayment, cause?: unknown): DomainError {
  return new DomainError('REFUND_ALREADY_LIVE', { payment: payment.payment }, { cause });
}
