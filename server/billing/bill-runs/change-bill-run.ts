import { voidApproval } from '../../approvals/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { write } from '../../platform/rows.ts';
import { lockBillRun, moveBillRun, type LockedBillRun } from './lock-bill-run.ts';

/**
 * Locks a run whose content the actor is about to change, and takes away an approval it has or waits for: what was
 * approved is no longer what is there. The actor becomes an editor, who can never approve it.
 *
 * Refuses BILL_RUN_NOT_OPEN with the run's state unless it is in review or approved.
 */
export async function beginChange(scope: CommandScope, billRunId: number, why: string): Promise<LockedBillRun> {
  const run = await lockBillRun(scope.tx, billRunId);
  if (run.state !== 'review' && run.state !== 'approved') {
    throw new DomainError('BILL_RUN_NOT_OPEN', { billRun: run.id, state: run.state });
  }
  await voidApproval(scope, 'bill-run', String(run.id), why);
  if (run.state === 'approved') await moveBillRun(scope, run, 'review', { approved_by: null, approved_hash: null });
  await write(scope.tx, 'update bill_run set revision = revision + 1 where id = ?', [run.id]);
  await noteEditor(scope, run.id);
  return { ...run, state: 'review' };
}

/** Remembers that the actor edited the run. */
export async function noteEditor(scope: CommandScope, billRunId: number): Promise<void> {
  if (scope.actor.kind !== 'staff') return;
  await write(scope.tx, 'insert into bill_run_editor (bill_run_id, staff_id) values (?, ?) on conflict do nothing', [
    billRunId,
    scope.actor.staffId,
  ]);
}
