import { formatPeriod } from '../../../shared/billing-period.ts';
import type { ChangeBillRun } from '../../../shared/contracts/bill-runs.ts';
import { formatPounds } from '../../../shared/money.ts';
import { requestApproval } from '../../approvals/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows } from '../../platform/rows.ts';
import { readContent } from './bill-run-content.ts';
import { lockBillRun } from './lock-bill-run.ts';

/**
 * Asks for approval of exactly what is in the run now. Whoever drafted or edited it can never give it.
 *
 * Refuses BILL_RUN_NOT_OPEN unless it is in review, and BILL_RUN_NOTHING_READY.
 */
export async function sendForApproval(scope: CommandScope, input: ChangeBillRun): Promise<{ approvalId: number }> {
  const run = await lockBillRun(scope.tx, input.billRunId);
  if (run.state !== 'review') throw new DomainError('BILL_RUN_NOT_OPEN', { billRun: run.id, state: run.state });
  const content = await readContent(scope.tx, run.id);
  if (content.bills === 0) throw new DomainError('BILL_RUN_NOTHING_READY', { billRun: run.id });
  const editors = await selectRows<{ id: number }>(
    scope.tx,
    `select staff_id as id from bill_run_editor where bill_run_id = ?
     union select drafted_by from bill_run where id = ? and drafted_by is not null`,
    [run.id, run.id],
  );
  const period = formatPeriod(run);
  return requestApproval(scope, {
    subjectKind: 'bill-run',
    subjectId: String(run.id),
    subjectHash: content.hash,
    title: `${run.kind === 'cycle' ? 'Bill run' : 'Supplementary bill run'}, ${run.cycle}, ${period}`,
    summary: [
      { label: 'Period', value: period },
      { label: 'Invoices to issue', value: content.bills.toLocaleString('en-GB') },
      { label: 'LPAs on them', value: content.lines.toLocaleString('en-GB') },
      { label: 'Total', value: formatPounds(content.total) },
      { label: 'Held back', value: content.held.toLocaleString('en-GB') },
    ],
    amount: content.total,
    organisationId: null,
    link: `/bill-runs/${run.id}`,
    editors: editors.map(({ id }) => id),
  });
}
