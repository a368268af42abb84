import { z } from 'zod';
import {
  BillLinePage,
  BillPage,
  BillRow,
  BillRunPage,
  BillRunRecord,
  ChangeBillRun,
  DraftBillRun,
  DraftedBillRun,
  ExcludeLine,
  Exclusions,
  GetBill,
  GetBillRun,
  HoldBills,
  IncludeLine,
  ListBillLines,
  ListBillRuns,
  ListBills,
  ListExclusions,
} from '../../../shared/contracts/bill-runs.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { runCommand } from '../../platform/run-command.ts';
import { permitted, router } from '../../platform/trpc.ts';
import { cancelBillRun } from './cancel-bill-run.ts';
import { draftBillRun } from './draft-bill-run.ts';
import { excludeLine, includeLine } from './exclude-line.ts';
import { getBillRun } from './get-bill-run.ts';
import { holdBills } from './hold-bills.ts';
import { listBillLines } from './list-bill-lines.ts';
import { listBillRuns } from './list-bill-runs.ts';
import { getBill, listBills } from './list-bills.ts';
import { listExclusions } from './list-exclusions.ts';
import { recomputeBillRun } from './recompute-bill-run.ts';
import { sendForApproval } from './send-for-approval.ts';
import { startIssuing } from './start-issuing.ts';

/** Bill runs. What takes long is done by jobs; these procedures only say what is wanted, and show how far it is. */
export function createBillRunsRouter(jobs: Pick<Jobs, 'enqueue'>) {
  return router({
    list: permitted('billRun.read')
      .input(ListBillRuns)
      .output(BillRunPage)
      .query(({ ctx, input }) => listBillRuns(ctx.em, input)),
    get: permitted('billRun.read')
      .input(GetBillRun)
      .output(BillRunRecord)
      .query(({ ctx, input }) => getBillRun(ctx.em, input.billRunId)),
    bills: permitted('billRun.read')
      .input(ListBills)
      .output(BillPage)
      .query(({ ctx, input }) => listBills(ctx.em, input)),
    bill: permitted('billRun.read')
      .input(GetBill)
      .output(BillRow)
      .query(({ ctx, input }) => getBill(ctx.em, input.billId)),
    billLines: permitted('billRun.read')
      .input(ListBillLines)
      .output(BillLinePage)
      .query(({ ctx, input }) => listBillLines(ctx.em, input)),
    exclusions: permitted('billRun.read')
      .input(ListExclusions)
      .output(Exclusions)
      .query(({ ctx, input }) => listExclusions(ctx.em, input.billRunId)),
    draft: permitted('billRun.edit')
      .input(DraftBillRun)
      .output(DraftedBillRun)
      .mutation(({ ctx, input }) =>
        runCommand(ctx, 'billRuns.draft', input, (scope, given) => draftBillRun(scope, given, jobs)),
      ),
    recompute: permitted('billRun.edit')
      .input(ChangeBillRun)
      .output(DraftedBillRun)
      .mutation(({ ctx, input }) =>
        runCommand(ctx, 'billRuns.recompute', input, (scope, given) => recomputeBillRun(scope, given, jobs)),
      ),
    hold: permitted('billRun.edit')
      .input(HoldBills)
      .output(z.strictObject({ changed: z.int() }))
      .mutation(({ ctx, input }) => runCommand(ctx, 'billRuns.hold', input, holdBills)),
    excludeLine: permitted('billRun.edit')
      .input(ExcludeLine)
      .output(DraftedBillRun)
      .mutation(({ ctx, input }) => runCommand(ctx, 'billRuns.excludeLine', input, excludeLine)),
    includeLine: permitted('billRun.edit')
      .input(IncludeLine)
      .output(DraftedBillRun)
      .mutation(({ ctx, input }) => runCommand(ctx, 'billRuns.includeLine', input, includeLine)),
    sendForApproval: permitted('billRun.edit')
      .input(ChangeBillRun)
      .output(z.strictObject({ approvalId: z.int() }))
      .mutation(({ ctx, input }) => runCommand(ctx, 'billRuns.sendForApproval', input, sendForApproval)),
    issue: permitted('billRun.edit')
      .input(ChangeBillRun)
      .output(DraftedBillRun)
      .mutation(({ ctx, input }) =>
        runCommand(ctx, 'billRuns.issue', input, (scope, given) => startIssuing(scope, given, jobs)),
      ),
    cancel: permitted('billRun.edit')
      .input(ChangeBillRun)
      .output(DraftedBillRun)
      .mutation(({ ctx, input }) =>
        runCommand(ctx, 'billRuns.cancel', input, (scope, given) => cancelBillRun(scope, given, jobs)),
      ),
  });
}
