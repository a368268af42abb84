import { randomUUID } from 'node:crypto';
import { billRunApplier, workOnBillRuns } from '../../../server/billing/index.ts';
import { draftBillRun } from '../../../server/billing/bill-runs/draft-bill-run.ts';
import { sendForApproval } from '../../../server/billing/bill-runs/send-for-approval.ts';
import { startIssuing } from '../../../server/billing/bill-runs/start-issuing.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import type { BillingPeriod } from '../../../shared/billing-period.ts';
import type { InvoiceNumber } from '../../../shared/checked-reference.ts';
import { noteLines, type HistoryStep } from './history-steps.ts';
import { movingClock } from './moving-clock.ts';
import type { PlannedBill } from './plan-bills.ts';
import { approveIt, signIn } from './second-person.ts';
import { asSystem, made, type WorldBooks } from './world-books.ts';

const MINUTE_MS = 60_000;

/** The bills of a month, as finance send them: by a bill run that one person opens and another approves. */
export function billRunStep(books: WorldBooks, bills: readonly PlannedBill[], period: BillingPeriod): HistoryStep[] {
  const [first] = bills;
  if (first === undefined) return [];
  const run = async (): Promise<void> => {
    await issueRun(books, period, first.issuedAt);
    for (const { key, lines, organisation } of bills) {
      const number = await numberOf(books, made(books.organisations, organisation.index));
      if (number !== undefined) books.invoices.set(key, number);
      noteLines(books, key, lines);
    }
  };
  return [{ at: first.issuedAt, alone: true, follows: null, run }];
}

async function issueRun(books: WorldBooks, { from }: BillingPeriod, at: Date): Promise<void> {
  const clock = movingClock(at);
  const system = asSystem(books, clock);
  const drafter = { ...system, actor: await signIn(system, 'finance') };
  const draft = { commandId: randomUUID(), kind: 'cycle' as const, cycle: 'monthly' as const, from };
  const { billRunId } = await runCommand(drafter, 'billRuns.draft', draft, (scope, input) =>
    draftBillRun(scope, input, books.payments.jobs),
  );
  await workOnBillRuns(system);
  const change = () => ({ commandId: randomUUID(), billRunId });
  const { approvalId } = await runCommand(drafter, 'billRuns.sendForApproval', change(), sendForApproval);
  clock.moveTo(new Date(at.getTime() + MINUTE_MS));
  await approveIt(system, billRunApplier, approvalId);
  await runCommand(drafter, 'billRuns.issue', change(), (scope, input) =>
    startIssuing(scope, input, books.payments.jobs),
  );
  await workOnBillRuns(system);
}

async function numberOf(books: WorldBooks, organisation: string): Promise<InvoiceNumber | undefined> {
  const [invoice]: { number: InvoiceNumber }[] = await books.orm.em.fork().execute(
    `select number from invoice join organisation on organisation.id = organisation_id
     where organisation.reference = ? order by invoice.id desc limit 1`,
    [organisation],
  );
  return invoice?.number;
}
