import { londonDay } from '../../../shared/local-date.ts';
import { sumPence, type Pence } from '../../../shared/money.ts';
import { postJournal, type NewPosting } from '../../ledger/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { bookReceipt } from '../book-receipt.ts';
import { CLEARING_ACCOUNTS } from '../clearing-accounts.ts';
import { oldestFirst } from '../oldest-first.ts';
import { takeBackReceipt } from '../reverse-receipt.ts';
import { releaseAllocations, writeAllocations } from '../write-allocations.ts';
import { becomesCredit } from './plan-receipt-change.ts';
import type { Party, ReceiptChangePlan } from './receipt-change-plan.ts';

/** Does what a plan says, in the transaction that approved it. Answers what became credit on account, pence. */
export async function applyReceiptChange(
  scope: CommandScope,
  changeId: number,
  plan: ReceiptChangePlan,
): Promise<Pence> {
  return plan.to === null ? reallocate(scope, changeId, plan) : move(scope, plan, plan.to);
}

async function reallocate(scope: CommandScope, changeId: number, plan: ReceiptChangePlan): Promise<Pence> {
  const { receipt, off, onto } = plan;
  const applied = sumPence(onto.map(({ amount }) => amount));
  const held = becomesCredit(plan);
  const postings: NewPosting[] = [
    { account: 'receivable', side: 'debit', amount: sumPence(off.map(({ amount }) => amount)) },
  ];
  if (applied > 0) postings.push({ account: 'receivable', side: 'credit', amount: applied });
  if (held > 0) postings.push({ account: 'credit-on-account', side: 'credit', amount: held });
  const journalId = await postJournal(scope, {
    kind: 'reallocation',
    source: `receipt-change:${changeId}`,
    accountingDay: londonDay(scope.now),
    organisationId: plan.from.id,
    description: 'Payment set against other lines',
    reversesJournalId: null,
    postings,
  });
  await releaseAllocations(
    scope,
    journalId,
    off.map(({ allocationId }) => allocationId),
  );
  await writeAllocations(
    scope,
    journalId,
    onto.map(({ lineId, amount }) => ({ lineId, amount, receiptId: receipt.id, creditNoteId: null })),
  );
  return held;
}

async function move(scope: CommandScope, { receipt, from }: ReceiptChangePlan, to: Party): Promise<Pence> {
  const today = londonDay(scope.now);
  await takeBackReceipt(scope, {
    receiptId: receipt.id,
    accountingDay: today,
    description: `Payment moved to ${to.reference}`,
  });
  const { becameCredit } = await bookReceipt(scope, {
    organisationId: to.id,
    ...{ channel: receipt.channel, amount: receipt.amount, payer: receipt.payer },
    source: `moved:${receipt.id}`,
    accountingDay: today,
    receivedOn: receipt.receivedOn ?? receipt.accountingDay,
    description: `Payment moved from ${from.reference}`,
    intended: await oldestFirst(scope.tx, to.id, receipt.amount),
    ...{ journalKind: 'receipt', debit: CLEARING_ACCOUNTS[receipt.channel] },
    ...{ movedFromReceiptId: receipt.id, suspenseReceiptId: null },
  });
  return becameCredit;
}
