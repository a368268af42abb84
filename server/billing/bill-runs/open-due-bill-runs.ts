import { addDays, londonDay, startOfLondonDay } from '../../../shared/local-date.ts';
import type { BillCycle } from '../../../shared/contracts/organisations.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { selectRows } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext } from '../../platform/run-command.ts';
import { periodAround } from './bill-run-period.ts';
import { draftBillRun } from './draft-bill-run.ts';

export const OPEN_DUE_BILL_RUNS_QUEUE = 'billing.open-due-bill-runs';

/** Refusals that say that there is nothing to open now; the next morning looks again. */
const NOT_NOW: ReadonlySet<string> = new Set(['BILL_RUN_ALREADY_OPEN', 'BILL_RUN_CLEARING']);

/** Every morning: opens the run of each cycle that organisations are billed by, whose last period is over and has none yet. Drafted by the system. */
export async function openDueBillRuns(ctx: CommandContext, jobs: Pick<Jobs, 'enqueue'>): Promise<void> {
  const today = londonDay(ctx.clock.now());
  const billed = await selectRows<{ cycle: BillCycle }>(
    ctx.em.fork(),
    'select distinct billing_cycle as cycle from organisation',
  );
  for (const { cycle } of billed) {
    const current = periodAround(cycle, today);
    const { from } = periodAround(cycle, londonDay(startOfLondonDay(addDays(current.from, -1))));
    try {
      await runSystemChange(ctx, { kind: 'cycle' as const, cycle, from }, (scope, input) =>
        draftBillRun(scope, input, jobs),
      );
    } catch (error) {
      if (!(error instanceof DomainError) || !NOT_NOW.has(error.code)) throw error;
    }
  }
}
