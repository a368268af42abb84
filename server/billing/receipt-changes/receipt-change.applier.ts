import { RECEIPT_CHANGE_KINDS, type ReceiptChangeKind } from '../../../shared/contracts/allocation.ts';
import type { ApprovalApplier } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { applyReceiptChange } from './apply-receipt-change.ts';
import { endReceiptChange, lockReceiptChange } from './lock-receipt-change.ts';
import { planReceiptChange } from './plan-receipt-change.ts';
import { planAmount, planHash, planTitle } from './receipt-change-plan.ts';

/** What an approval of a change of a payment does, one applier for each kind. */
export const receiptChangeAppliers: readonly ApprovalApplier[] = RECEIPT_CHANGE_KINDS.map(applierFor);

function applierFor(kind: ReceiptChangeKind): ApprovalApplier {
  return {
    kind,
    currentHash: async (tx, subjectId) => {
      const change = await lockReceiptChange(tx, Number(subjectId));
      if (change.state !== 'waiting') return '';
      try {
        return planHash(await planReceiptChange(tx, change.request));
      } catch (error) {
        // What somebody is paying for may pass, and the approval goes on waiting; any other refusal is a change.
        if (error instanceof DomainError && error.code !== 'LINE_ALREADY_BEING_PAID') return '';
        throw error;
      }
    },
    apply: async (scope, subjectId, approvalId) => {
      if (scope.actor.kind !== 'staff') throw new Error('Only a member of staff approves');
      const change = await lockReceiptChange(scope.tx, Number(subjectId));
      const plan = await planReceiptChange(scope.tx, change.request);
      await endReceiptChange(scope, change, 'applied', { approval_id: approvalId, approved_by: scope.actor.staffId });
      const becameCredit = await applyReceiptChange(scope, change.id, plan);
      await recordAudit(scope, {
        kind: 'receipt-change.applied',
        subject: `receipt:${plan.receipt.id}`,
        organisationId: plan.from.id,
        facts: { changeId: change.id, title: planTitle(plan), amount: planAmount(plan), becameCredit },
      });
    },
    returned: async (scope, subjectId, reason) => {
      const change = await lockReceiptChange(scope.tx, Number(subjectId));
      if (change.state === 'waiting') await endReceiptChange(scope, change, 'returned', { returned_reason: reason });
    },
  };
}
