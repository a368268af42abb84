import type { DecidedApproval, ReturnInput } from '../../shared/contracts/approvals.ts';
import { recordAudit } from '../audit/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';
import { applierOf, type ApprovalApplier } from './approval-applier.ts';
import { deciderOf } from './approve.ts';
import { asRefusal } from './decision-faults.ts';
import { refusalFor } from './refuse-obstacle.ts';
import { MAY_RETURN, STANDING, standingParams } from './standing.ts';
import { standingApproval } from './standing-approval.ts';

/**
 * Sends it back for correction with a reason. Whoever could decide it may, however large it is and however long ago
 * they signed in; whoever asked for it or edited it may not. Refuses as `approve` does.
 */
export async function returnApproval(
  scope: CommandScope,
  appliers: readonly ApprovalApplier[],
  input: ReturnInput,
): Promise<DecidedApproval> {
  const decider = deciderOf(scope);
  const written = await asRefusal(() =>
    selectRows(
      scope.tx,
      `${STANDING}
       insert into approval_decision (approval_id, requested_by, subject_hash, outcome, decided_by, session_id,
         decided_at, decided_on, reason)
       select id, requested_by, subject_hash, 'returned', staff_id, session_id, now, today, ? from standing
       where id = ? and state = 'pending' and requested_by <> staff_id and ${MAY_RETURN}
       returning approval_id`,
      [...standingParams(decider), input.reason, input.approvalId],
    ),
  );
  const approval = await standingApproval(scope.tx, decider, input.approvalId);
  if (written.length === 0) throw refusalFor(approval.obstacle ?? 'decided', approval);
  await recordAudit(scope, {
    kind: 'approval.returned',
    subject: `approval:${approval.id}`,
    organisationId: approval.organisation_id,
    facts: { approvalId: approval.id, title: approval.title, reason: input.reason },
  });
  await applierOf(appliers, approval.subject_kind).returned?.(scope, approval.subject_id, input.reason);
  return { approvalId: approval.id, state: 'returned' };
}
