import type { ApprovalKind } from '../../shared/approval-kinds.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { write } from '../platform/rows.ts';
import { asRefusal } from './decision-faults.ts';
import { pendingApproval } from './pending-approval.ts';
import { staffOf } from './staff-of.ts';

/**
 * Notes that the actor edited what waits for approval, so that they cannot approve it; nothing where nothing waits.
 * An edit that changes what the approver sees voids the approval instead (`voidApproval`), which notes the same.
 */
export async function recordEditor(scope: CommandScope, subjectKind: ApprovalKind, subjectId: string): Promise<void> {
  const pending = await pendingApproval(scope.tx, subjectKind, subjectId);
  if (pending !== undefined) await addEditor(scope, pending.id, staffOf(scope).staffId);
}

/** Refuses APPROVAL_OF_OWN_WORK when the approval was decided by that very person. */
export async function addEditor(scope: CommandScope, approvalId: number, staffId: number): Promise<void> {
  await asRefusal(() =>
    write(
      scope.tx,
      `insert into approval_editor (approval_id, staff_id, recorded_at) values (?, ?, ?) on conflict do nothing`,
      [approvalId, staffId, scope.now.toISOString()],
    ),
  );
}
