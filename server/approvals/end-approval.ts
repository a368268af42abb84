import { londonDay } from '../../shared/local-date.ts';
import type { ApprovalKind } from '../../shared/approval-kinds.ts';
import { recordAudit } from '../audit/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { write } from '../platform/rows.ts';
import { asRefusal } from './decision-faults.ts';
import { pendingApproval, type PendingApproval } from './pending-approval.ts';
import { addEditor } from './record-editor.ts';

/** Takes a request back. APPROVAL_ALREADY_DECIDED when nothing of the subject is pending any more. */
export async function withdrawApproval(
  scope: CommandScope,
  subjectKind: ApprovalKind,
  subjectId: string,
): Promise<void> {
  const pending = await pendingApproval(scope.tx, subjectKind, subjectId);
  if (pending === undefined) throw new DomainError('APPROVAL_ALREADY_DECIDED');
  await writeEnding(scope, pending.id, 'withdrawn', null);
  await recordAudit(scope, { kind: 'approval.withdrawn', ...about(pending), facts: facts(pending) });
}

/**
 * Ends what waits for approval because the subject was edited, and notes the actor as an editor. Answers whether
 * anything was pending. An edit that meets an approval given at the same moment is refused with
 * APPROVAL_ALREADY_DECIDED: one of the two comes first, never both.
 */
export async function voidApproval(
  scope: CommandScope,
  subjectKind: ApprovalKind,
  subjectId: string,
  why: string,
): Promise<boolean> {
  const pending = await pendingApproval(scope.tx, subjectKind, subjectId);
  if (pending === undefined) return false;
  if (scope.actor.kind === 'staff') await addEditor(scope, pending.id, scope.actor.staffId);
  await voidPending(scope, pending, why);
  return true;
}

/** Writes that an approval no longer stands, whoever or whatever changed its subject. */
export async function voidPending(scope: CommandScope, pending: PendingApproval, why: string): Promise<void> {
  await writeEnding(scope, pending.id, 'voided', why);
  await recordAudit(scope, {
    kind: 'approval.voided',
    ...about(pending),
    facts: { ...facts(pending), reason: why },
  });
}

const about = ({ id, organisation_id: organisationId }: PendingApproval) => ({
  subject: `approval:${id}`,
  organisationId,
});
const facts = ({ id: approvalId, title }: PendingApproval) => ({ approvalId, title });

async function writeEnding(
  scope: CommandScope,
  approvalId: number,
  outcome: 'withdrawn' | 'voided',
  reason: string | null,
): Promise<void> {
  const { actor, now } = scope;
  await asRefusal(() =>
    write(
      scope.tx,
      `insert into approval_decision (approval_id, requested_by, subject_hash, outcome, decided_by, decided_at,
         decided_on, reason)
       select id, requested_by, subject_hash, ?, ?, ?, ?, ? from approval where id = ?`,
      [outcome, actor.kind === 'staff' ? actor.staffId : null, now.toISOString(), londonDay(now), reason, approvalId],
    ),
  );
}
