import type { ChangeBillRun } from '../../../shared/contracts/bill-runs.ts';
import { voidApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { wakeBillRuns } from './bill-run-jobs.ts';
import { BILL_RUN_RULES } from './bill-run-state.ts';
import { lockBillRun, moveBillRun } from './lock-bill-run.ts';

/** Gives a run up that is not being issued; its drafts are deleted by and by. BILL_RUN_NOT_OPEN afterwards. */
export async function cancelBillRun(
  scope: CommandScope,
  input: ChangeBillRun,
  jobs: Pick<Jobs, 'enqueue'>,
): Promise<{ billRunId: number }> {
  const run = await lockBillRun(scope.tx, input.billRunId);
  if (!BILL_RUN_RULES[run.state].open) {
    throw new DomainError('BILL_RUN_NOT_OPEN', { billRun: run.id, state: run.state });
  }
  await voidApproval(scope, 'bill-run', String(run.id), 'The run was cancelled');
  await moveBillRun(scope, run, 'cancelled', { cleared: false, approved_by: null, approved_hash: null });
  await recordAudit(scope, {
    kind: 'bill-run.cancelled',
    subject: `bill-run:${run.id}`,
    organisationId: null,
    facts: { billRunId: run.id },
  });
  await wakeBillRuns(scope.tx, jobs);
  return { billRunId: run.id };
}
