import type { CommandScope } from '../../platform/run-command.ts';
import { clearBatch, type BatchOutcome } from './compute-bills.ts';
import { lockBillRun } from './lock-bill-run.ts';

/** Deletes drafts that a finished run left, so that their LPAs are free again; `done` when none is left. */
export async function clearBills(scope: CommandScope, input: { readonly billRunId: number }): Promise<BatchOutcome> {
  const run = await lockBillRun(scope.tx, input.billRunId);
  const finished = run.state === 'issued' || run.state === 'cancelled' || run.state === 'failed';
  return !finished || run.cleared ? 'done' : clearBatch(scope, run);
}
