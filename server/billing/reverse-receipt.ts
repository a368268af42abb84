import type { LocalDate } from '../../shared/local-date.ts';
import { subtractPence, sumPence, type Pence } from '../../shared/money.ts';
import type { ReceiptChannel } from '../../shared/receipt-channels.ts';
import { lockBalance, postJournal, type NewPosting } from '../ledger/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import { CLEARING_ACCOUNTS, type ClearingAccount } from './clearing-accounts.ts';
import { liveAllocations } from './live-allocations.ts';
import { releaseAllocations } from './write-allocations.ts';

interface ReceiptReversal {
  readonly receiptId: number;
  readonly accountingDay: LocalDate;
  readonly description: string;
  /** Where the money lies that goes back, where it is no longer where its channel put it: a cheque that was banked. */
  readonly outOf?: ClearingAccount;
}

/**
 * Takes a payment back: a release of each of its allocations, so that its lines are due again, and a journal that takes
 * what is left of it off the organisation's credit. Where the payment was moved to another organisation it is taken
 * back there. Nothing is edited; a second reversal is refused by the database.
 *
 * Refuses RECEIPT_PAID_BACK where some of it was paid back already.
 */
export async function reverseReceipt(scope: CommandScope, reversal: ReceiptReversal): Promise<void> {
  const { id } = await selectOne<{ id: number }>(scope.tx, 'select last_receipt(?) as id', [reversal.receiptId]);
  const { organisation_id: organisationId } = await selectOne<{ organisation_id: number }>(
    scope.tx,
    'select organisation_id from receipt where id = ?',
    [id],
  );
  await lockBalance(scope.tx, organisationId);
  await takeBackReceipt(scope, { ...reversal, receiptId: id });
}

/** As `reverseReceipt`, of exactly this receipt; the caller holds the balance row of its organisation. */
export async function takeBackReceipt(scope: CommandScope, reversal: ReceiptReversal): Promise<void> {
  const { tx } = scope;
  const receipt = await readReceipt(tx, reversal.receiptId);
  if (receipt.drawn > 0) throw new DomainError('RECEIPT_PAID_BACK', { amount: receipt.drawn });
  const live = await liveAllocations(tx, reversal.receiptId);
  const met = sumPence(live.map(({ amount }) => amount));
  const journalId = await postJournal(scope, {
    kind: 'receipt-reversal',
    source: receipt.source,
    accountingDay: reversal.accountingDay,
    organisationId: receipt.organisationId,
    description: reversal.description,
    reversesJournalId: receipt.journalId,
    postings: reversalPostings(receipt.amount, met, reversal.outOf ?? CLEARING_ACCOUNTS[receipt.channel]),
  });
  await releaseAllocations(
    scope,
    journalId,
    live.map(({ allocationId }) => allocationId),
  );
}

function reversalPostings(amount: Pence, met: Pence, outOf: ClearingAccount): NewPosting[] {
  const postings: NewPosting[] = [{ account: outOf, side: 'credit', amount }];
  const held = subtractPence(amount, met);
  if (met > 0) postings.push({ account: 'receivable', side: 'debit', amount: met });
  if (held > 0) postings.push({ account: 'credit-on-account', side: 'debit', amount: held });
  return postings;
}

async function readReceipt(tx: Tx, receiptId: number) {
  return selectOne<{
    organisationId: number;
    channel: ReceiptChannel;
    source: string;
    amount: Pence;
    journalId: number;
    drawn: Pence;
  }>(
    tx,
    `select receipt.organisation_id as "organisationId", channel, receipt.source, amount, journal_id as "journalId",
       coalesce((select sum(case effect when 'draws' then amount else -amount end) from credit_draw
         where credit_draw.receipt_id = receipt.id), 0)::bigint as drawn
     from receipt where receipt.id = ?`,
    [receiptId],
  );
}
