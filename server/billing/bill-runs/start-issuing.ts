import type { ChangeBillRun } from '../../../shared/contracts/bill-runs.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne } from '../../platform/rows.ts';
import { wakeBillRuns } from './bill-run-jobs.ts';
import { readContent } from './bill-run-content.ts';
import { lockBillRun, moveBillRun } from './lock-bill-run.ts';

/**
 * Has an approved run issued. From here on it cannot be stopped, only finished: BILL_RUN_NOT_OPEN unless it is
 * approved, and BILL_RUN_CHANGED should what is in it not be what was approved.
 */
export async function startIssuing(
  scope: CommandScope,
  input: ChangeBillRun,
  jobs: Pick<Jobs, 'enqueue'>,
): Promise<{ billRunId: number }> {
  const run = await lockBillRun(scope.tx, input.billRunId);
  if (run.state !== 'approved') throw new DomainError('BILL_RUN_NOT_OPEN', { billRun: run.id, state: run.state });
  const { hash, bills, total } = await readContent(scope.tx, run.id);
  const { approved } = await selectOne<{ approved: string }>(
    scope.tx,
    `select encode(approved_hash, 'hex') as approved from bill_run where id = ?`,
    [run.id],
  );
  if (approved !== hash) throw new DomainError('BILL_RUN_CHANGED', { billRun: run.id });
  await moveBillRun(scope, run, 'issuing', { reached: 0, bills_to_issue: bills });
  await recordAudit(scope, {
    kind: 'bill-run.issuing',
    subject: `bill-run:${run.id}`,
    organisationId: null,
    facts: { billRunId: run.id, bills, amount: total },
  });
  await wakeBillRuns(scope.tx, jobs);
  return { billRunId: run.id };
}
