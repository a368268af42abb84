import type { BillingPeriod } from '../../../shared/billing-period.ts';
import type { DraftBillRun } from '../../../shared/contracts/bill-runs.ts';
import type { BillCycle } from '../../../shared/contracts/organisations.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { recordAudit } from '../../audit/index.ts';
import { violatesUnique } from '../../platform/database-errors.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne, selectRows } from '../../platform/rows.ts';
import { wakeBillRuns } from './bill-run-jobs.ts';
import { periodFrom } from './bill-run-period.ts';
import { lockBillRun, moveBillRun } from './lock-bill-run.ts';

/**
 * Opens a run for a cycle and period that is over, and has it worked out.
 *
 * Refuses BILL_RUN_PERIOD_REFUSED for a day that begins no period, and for a supplementary run before the run of that
 * period is issued; BILL_RUN_PERIOD_NOT_OVER; BILL_RUN_ALREADY_OPEN when there is a live run for it; BILL_RUN_CLEARING
 * while drafts of a run that was given up still claim their LPAs.
 */
export async function draftBillRun(
  scope: CommandScope,
  input: Omit<DraftBillRun, 'commandId'>,
  jobs: Pick<Jobs, 'enqueue'>,
): Promise<{ billRunId: number }> {
  const period = periodFrom(input.cycle, input.from);
  if (period === null) throw new DomainError('BILL_RUN_PERIOD_REFUSED', { from: input.from, cycle: input.cycle });
  if (period.before > londonDay(scope.now)) throw new DomainError('BILL_RUN_PERIOD_NOT_OVER', { from: input.from });
  await refuseUnlessTimely(scope, input, period);
  const billRunId = await insertRun(scope, input, period);
  await recordAudit(scope, {
    kind: 'bill-run.drafted',
    subject: `bill-run:${billRunId}`,
    organisationId: null,
    facts: { billRunId, runKind: input.kind, cycle: input.cycle, from: period.from, before: period.before },
  });
  await moveBillRun(scope, await lockBillRun(scope.tx, billRunId), 'computing');
  await wakeBillRuns(scope.tx, jobs);
  return { billRunId };
}

async function refuseUnlessTimely(
  { tx }: CommandScope,
  { kind, cycle }: { readonly kind: DraftBillRun['kind']; readonly cycle: BillCycle },
  period: BillingPeriod,
): Promise<void> {
  const runs = await selectRows<{ kind: string; state: string; cleared: boolean; same: boolean }>(
    tx,
    'select kind, state, cleared, period_from = ?::date as same from bill_run where cycle = ?',
    [period.from, cycle],
  );
  if (runs.some(({ cleared, state }) => !cleared && state !== 'computing')) {
    throw new DomainError('BILL_RUN_CLEARING', { cycle });
  }
  const issued = runs.some((run) => run.same && run.kind === 'cycle' && run.state === 'issued');
  if (kind === 'supplementary' && !issued) {
    throw new DomainError('BILL_RUN_PERIOD_REFUSED', { from: period.from, cycle, reason: 'not issued yet' });
  }
}

async function insertRun(
  scope: CommandScope,
  { kind, cycle }: { readonly kind: DraftBillRun['kind']; readonly cycle: BillCycle },
  period: BillingPeriod,
): Promise<number> {
  const at = scope.now.toISOString();
  const draftedBy = scope.actor.kind === 'staff' ? scope.actor.staffId : null;
  try {
    const { id } = await selectOne<{ id: number }>(
      scope.tx,
      `insert into bill_run (kind, cycle, period_from, period_before, state, state_since, drafted_by, drafted_at)
       values (?, ?, ?, ?, 'draft', ?, ?, ?) returning id`,
      [kind, cycle, period.from, period.before, at, draftedBy, at],
    );
    return id;
  } catch (error) {
    if (violatesUnique(error, 'bill_run_one_live') || violatesUnique(error, 'bill_run_one_live_supplementary')) {
      throw new DomainError('BILL_RUN_ALREADY_OPEN', { from: period.from, cycle }, { cause: error });
    }
    throw error;
  }
}
