import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne, write } from '../../platform/rows.ts';
import type { BatchOutcome } from './run-batches.ts';
import { lockBillRun, type LockedBillRun } from './lock-bill-run.ts';

const CLEARED_AT_ONCE = 100;

/** Deletes the drafts of a few bills of the run; marks it cleared after the last. Issued bills stay as they are. */
export async function clearBatch({ tx }: CommandScope, run: LockedBillRun): Promise<BatchOutcome> {
  const { deleted } = await selectOne<{ deleted: number }>(
    tx,
    `with gone as (
       select bill.id from bill where bill_run_id = ? and not exists (select from invoice where invoice.id = bill.id)
       order by bill.id limit ?),
     lines as (delete from invoice_line where invoice_id in (select id from gone) returning 1)
     select count(*)::int as deleted from gone, (select count(*) from lines) counted`,
    [run.id, CLEARED_AT_ONCE],
  );
  if (deleted > 0) {
    await write(
      tx,
      `delete from bill where bill_run_id = ? and not exists (select from invoice where invoice.id = bill.id)
         and not exists (select from invoice_line where invoice_id = bill.id)`,
      [run.id],
    );
    return 'more';
  }
  await write(tx, 'delete from bill_run_part where bill_run_id = ?', [run.id]);
  await write(tx, 'update bill_run set cleared = true where id = ?', [run.id]);
  return run.state === 'computing' ? 'more' : 'done';
}

/** Deletes drafts that a finished run left, so that their LPAs are free again; `done` when none is left. */
export async function clearBills(scope: CommandScope, input: { readonly billRunId: number }): Promise<BatchOutcome> {
  const run = await lockBillRun(scope.tx, input.billRunId);
  const finished = run.state === 'issued' || run.state === 'cancelled' || run.state === 'failed';
  return !finished || run.cleared ? 'done' : clearBatch(scope, run);
}
