import type { ChangeBillRun } from '../../../shared/contracts/bill-runs.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { wakeBillRuns } from './bill-run-jobs.ts';
import { beginChange } from './change-bill-run.ts';
import { moveBillRun } from './lock-bill-run.ts';

/** Works a whole run out anew, as what came in meanwhile may have changed it. Holds are forgotten; what was left out is not. */
export async function recomputeBillRun(
  scope: CommandScope,
  input: ChangeBillRun,
  jobs: Pick<Jobs, 'enqueue'>,
): Promise<{ billRunId: number }> {
  const run = await beginChange(scope, input.billRunId, 'The run was worked out anew');
  await moveBillRun(scope, run, 'computing', { reached: 0, organisation_count: 0, cleared: false });
  await recordAudit(scope, {
    kind: 'bill-run.worked-out-anew',
    subject: `bill-run:${run.id}`,
    organisationId: null,
    facts: { billRunId: run.id },
  });
  await wakeBillRuns(scope.tx, jobs);
  return { billRunId: run.id };
}
