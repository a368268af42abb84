import { londonDay } from '../../../shared/local-date.ts';
import { CORRECTION_KINDS, type CorrectionKind } from '../../../shared/contracts/corrections.ts';
import type { DomainErrorCode } from '../../../shared/domain-errors.ts';
import type { ApprovalApplier } from '../../approvals/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Tx } from '../../platform/transaction.ts';
import { applyPlan } from './apply-correction.ts';
import type { CorrectionPlan } from './correction-plan.ts';
import { lockCorrection, moveCorrection, type LockedCorrection } from './lock-correction.ts';
import { planCorrection } from './plan-correction.ts';
import { planHash } from './plan-summary.ts';

/** What stands in the way for now and may pass: the approval goes on waiting. Any other refusal means that it changed. */
const MAY_PASS: ReadonlySet<DomainErrorCode> = new Set(['ORGANISATION_ON_HOLD', 'LINE_ALREADY_BEING_PAID']);

/** What an approval of a correction does, one applier for each kind. */
export const correctionAppliers: readonly ApprovalApplier[] = CORRECTION_KINDS.map(applierFor);

function applierFor(kind: CorrectionKind): ApprovalApplier {
  return {
    kind,
    currentHash: async (tx, subjectId) => {
      const correction = await lockCorrection(tx, Number(subjectId));
      if (correction.state !== 'waiting') return '';
      const plan = await planAsItStands(tx, correction);
      return plan === null ? '' : planHash(plan);
    },
    apply: async (scope, subjectId, approvalId) => {
      if (scope.actor.kind !== 'staff') throw new Error('Only a member of staff approves');
      const correction = await lockCorrection(scope.tx, Number(subjectId));
      const plan = await planCorrection(scope.tx, correction.request, londonDay(correction.askedAt));
      await moveCorrection(scope, correction, 'applied', {
        approval_id: approvalId,
        approved_by: scope.actor.staffId,
      });
      await applyPlan(scope, correction, plan);
    },
    returned: async (scope, subjectId, reason) => {
      const correction = await lockCorrection(scope.tx, Number(subjectId));
      if (correction.state !== 'waiting') return;
      await moveCorrection(scope, correction, 'returned', { returned_reason: reason });
    },
  };
}

/** The plan now, or null where the bill has changed so that there is none any more. */
async function planAsItStands(tx: Tx, correction: LockedCorrection): Promise<CorrectionPlan | null> {
  try {
    return await planCorrection(tx, correction.request, londonDay(correction.askedAt));
  } catch (error) {
    if (error instanceof DomainError && !MAY_PASS.has(error.code)) return null;
    throw error;
  }
}
