import type { LedgerAccount } from '../../shared/contracts/ledger.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { pence, subtractPence, sumPence, type Pence } from '../../shared/money.ts';
import type { ReceiptChannel } from '../../shared/receipt-channels.ts';
import { lockBalance, postJournal, type NewPosting } from '../ledger/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, selectRows } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import type { ClearingAccount } from './clearing-accounts.ts';
import { LINE_OUTSTANDING } from './open-lines.ts';
import type { Share } from './spread-amount.ts';
import { writeAllocations } from './write-allocations.ts';

/** Money of one organisation about to be booked, wherever it comes from: a channel, suspense, another organisation. */
export interface ReceiptToBook {
  readonly organisationId: number;
  readonly channel: ReceiptChannel;
  readonly source: string;
  readonly amount: Pence;
  readonly accountingDay: LocalDate;
  readonly receivedOn: LocalDate | null;
  readonly payer: string | null;
  readonly description: string;
  readonly intended: readonly Share[];
  readonly journalKind: 'receipt' | 'suspense-placed';
  readonly debit: ClearingAccount | 'suspense';
  readonly movedFromReceiptId: number | null;
  readonly suspenseReceiptId: number | null;
}

export interface RecordedReceipt {
  readonly receiptId: number;
  /** What found its line already paid, or was meant for none, and is now held as credit on account. */
  readonly becameCredit: Pence;
}

/**
 * Writes a receipt, its allocations and its journal. Each intended share meets its line as far as the line still owes;
 * the rest is credit on account. Locks the organisation's balance first.
 */
export async function bookReceipt(scope: CommandScope, receipt: ReceiptToBook): Promise<RecordedReceipt> {
  const { tx } = scope;
  await lockBalance(tx, receipt.organisationId);
  const meets = await reachable(tx, receipt.intended);
  const allocated = sumPence(meets.map(({ amount }) => amount));
  const becameCredit = subtractPence(receipt.amount, allocated);
  const journalId = await postJournal(scope, {
    kind: receipt.journalKind,
    source: receipt.source,
    accountingDay: receipt.accountingDay,
    organisationId: receipt.organisationId,
    description: receipt.description,
    reversesJournalId: null,
    postings: receiptPostings(receipt.debit, receipt.amount, allocated, becameCredit),
  });
  const receiptId = await insertReceipt(scope, receipt, journalId);
  await writeAllocations(
    scope,
    journalId,
    meets.map((share) => ({ ...share, receiptId, creditNoteId: null })),
  );
  return { receiptId, becameCredit };
}

function receiptPostings(debit: LedgerAccount, amount: Pence, allocated: Pence, becameCredit: Pence): NewPosting[] {
  const postings: NewPosting[] = [{ account: debit, side: 'debit', amount }];
  if (allocated > 0) postings.push({ account: 'receivable', side: 'credit', amount: allocated });
  if (becameCredit > 0) postings.push({ account: 'credit-on-account', side: 'credit', amount: becameCredit });
  return postings;
}

async function insertReceipt(scope: CommandScope, receipt: ReceiptToBook, journalId: number): Promise<number> {
  const { id } = await selectOne<{ id: number }>(
    scope.tx,
    `insert into receipt (organisation_id, channel, source, amount, accounting_day, received_on, payer, recorded_at,
       journal_id, moved_from_receipt_id, suspense_receipt_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[receipt.organisationId, receipt.channel, receipt.source, receipt.amount, receipt.accountingDay],
      ...[receipt.receivedOn, receipt.payer, scope.now.toISOString(), journalId],
      ...[receipt.movedFromReceiptId, receipt.suspenseReceiptId],
    ],
  );
  return id;
}

async function reachable(tx: Tx, intended: readonly Share[]): Promise<Share[]> {
  const lines = await selectRows<{ id: number; outstanding: Pence }>(
    tx,
    `select line.id, ${LINE_OUTSTANDING} as outstanding from invoice_line line
     where line.id in (select value::bigint from jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(intended.map(({ lineId }) => lineId))],
  );
  const outstanding = new Map(lines.map((line) => [line.id, line.outstanding]));
  return intended
    .map(({ lineId, amount }) => ({ lineId, amount: pence(Math.min(amount, outstanding.get(lineId) ?? 0)) }))
    .filter(({ amount }) => amount > 0);
}
