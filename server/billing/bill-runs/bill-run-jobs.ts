import { postgresFault } from '../../platform/database-errors.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { NOBODY_AT_WORK, type PeopleAtWork } from '../../platform/people-at-work.ts';
import { runSystemChange, type CommandContext } from '../../platform/run-command.ts';
import { selectRows } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { clearBills } from './clear-bills.ts';
import { computeRun } from './compute-run.ts';
import { issueBills } from './issue-bills.ts';
import { lockBillRun, moveBillRun } from './lock-bill-run.ts';
import { runBatches } from './run-batches.ts';

export const BILL_RUNS_QUEUE = 'billing.bill-runs';

/** Wakes whoever works on bill runs, when `tx` commits. */
export async function wakeBillRuns(tx: Tx, jobs: Pick<Jobs, 'enqueue'>): Promise<void> {
  await jobs.enqueue(tx, BILL_RUNS_QUEUE, {});
}

interface Work {
  readonly id: number;
  readonly kind: 'compute' | 'issue' | 'clear';
}

const WORK = {
  compute: computeRun,
  issue: (ctx: CommandContext, billRunId: number) => runBatches(ctx, billRunId, issueBills),
  clear: (ctx: CommandContext, billRunId: number) => runBatches(ctx, billRunId, clearBills),
} as const;
/** How often what the database refused is tried again: another writer may have been about to finish. */
const MOST_REFUSALS = 3;

/**
 * Does whatever bill runs are waiting for: works out, issues, and deletes what was given up. Everything it needs to
 * know is in the database, so it may be called at any time, by any copy of the server, and goes on where a killed one
 * stopped. It makes room for the people who are at work.
 */
export async function workOnBillRuns(ctx: CommandContext, people = NOBODY_AT_WORK): Promise<void> {
  for (let work = await nextWork(ctx); work !== undefined; work = await nextWork(ctx)) await workOn(ctx, work, people);
}

async function workOn(ctx: CommandContext, { id, kind }: Work, people: PeopleAtWork): Promise<void> {
  for (let refusals = 1; ; refusals += 1) {
    try {
      await WORK[kind](ctx, id, people);
      return;
    } catch (error) {
      // Integrity violations; anything else (a lost connection, a restart) is tried again by the job queue.
      if (postgresFault(error)?.code.startsWith('23') !== true) throw error;
      if (refusals < MOST_REFUSALS) continue;
      await failBillRun(ctx, id, postgresFault(error)?.constraint);
      return;
    }
  }
}

async function nextWork(ctx: CommandContext): Promise<Work | undefined> {
  const [work] = await selectRows<Work>(
    ctx.em.fork(),
    `select id, case when state = 'computing' then 'compute' when state = 'issuing' then 'issue' else 'clear' end as kind
     from bill_run where state in ('computing', 'issuing') or not cleared order by id limit 1`,
  );
  return work;
}

async function failBillRun(ctx: CommandContext, billRunId: number, constraint: string | undefined): Promise<void> {
  await runSystemChange(ctx, { billRunId }, async (scope, input) => {
    const run = await lockBillRun(scope.tx, input.billRunId);
    if (run.state !== 'computing' && run.state !== 'issuing') return;
    const code = failureCode(constraint);
    await moveBillRun(scope, run, 'failed', { failure_code: code, cleared: false });
    await recordAudit(scope, {
      kind: 'bill-run.failed',
      subject: `bill-run:${run.id}`,
      organisationId: null,
      facts: { billRunId: run.id, failureCode: code },
    });
  });
}

/** Failures by the rule of the database that was broken. */
const FAILURES: Readonly<Record<string, string>> = {
  invoice_line_lpa_billed_once: 'lpa-billed-meanwhile',
  invoice_line_of_its_registration: 'registration-changed',
  invoice_line_at_its_price: 'price-changed',
  invoice_must_add_up: 'bill-does-not-add-up',
};

function failureCode(constraint: string | undefined): string {
  return FAILURES[constraint ?? ''] ?? 'refused-by-database';
}
