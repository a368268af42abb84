import { londonDay } from '../../shared/local-date.ts';
import type { ApprovalApplier } from '../approvals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { postJournal } from '../ledger/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';
import { drawFromPayment } from './credit-of-payment.ts';
import { lockRefund, moveRefund } from './lock-refund.ts';
import { readRefundable } from './read-refundable.ts';
import { refundHash } from './refund-subject.ts';

/** What an approval of a refund does: its amount leaves the organisation's credit, and it is due to be sent. */
export const refundApplier: ApprovalApplier = {
  kind: 'refund',
  currentHash: async (tx, subjectId) => {
    const refund = await lockRefund(tx, Number(subjectId));
    if (refund.state !== 'asked') return '';
    return refundHash(await readRefundable(tx, refund.attemptId), refund);
  },
  apply: async (scope, subjectId, approvalId) => {
    if (scope.actor.kind !== 'staff') throw new Error('Only a member of staff approves');
    const refund = await lockRefund(scope.tx, Number(subjectId));
    const journalId = await postJournal(scope, {
      kind: 'refund',
      source: `refund:${refund.id}`,
      accountingDay: londonDay(scope.now),
      organisationId: refund.organisationId,
      description: `Refund of card payment ${refund.payment} approved`,
      reversesJournalId: null,
      postings: [
        { account: 'credit-on-account', side: 'debit', amount: refund.amount },
        { account: 'refunds-payable', side: 'credit', amount: refund.amount },
      ],
    });
    await drawFromPayment(scope, { receiptId: refund.receiptId, amount: refund.amount, journalId });
    await moveRefund(scope, refund, 'approved', {
      ...{ approval_id: approvalId, approved_by: scope.actor.staffId, journal_id: journalId },
      next_check_at: scope.now.toISOString(),
    });
    await recordAudit(scope, {
      kind: 'refund.approved',
      subject: `refund:${refund.id}`,
      organisationId: refund.organisationId,
      facts: { refundId: refund.id, paymentReference: refund.payment, amount: refund.amount },
    });
  },
  returned: async (scope, subjectId, reason) => {
    const refund = await lockRefund(scope.tx, Number(subjectId));
    if (refund.state !== 'asked') return;
    const to = (await lastEnding(scope, subjectId)) === 'returned' ? 'returned' : 'voided';
    await moveRefund(scope, refund, to, { returned_reason: reason });
  },
};

/** How the latest approval of a refund ended. */
async function lastEnding(scope: CommandScope, subjectId: string): Promise<string | undefined> {
  const [approval] = await selectRows<{ state: string }>(
    scope.tx,
    `select state from approval where subject_kind = 'refund' and subject_id = ? order by id desc limit 1`,
    [subjectId],
  );
  return approval?.state;
}
