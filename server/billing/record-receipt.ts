import type { LocalDate } from '../../shared/local-date.ts';
import { pence, subtractPence, sumPence, type Pence } from '../../shared/money.ts';
import { lockBalance, postJournal, type NewPosting } from '../ledger/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, selectRows, write } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import { LINE_OUTSTANDING } from './open-lines.ts';
import type { Share } from './spread-amount.ts';

export interface NewReceipt {
  readonly organisationId: number;
  readonly channel: 'card-by-phone';
  /** What brought the money, unique for ever: the same thing is never received twice. */
  readonly source: string;
  readonly amount: Pence;
  readonly accountingDay: LocalDate;
  readonly description: string;
  /** The lines the payer meant, and how much for each; together the whole amount. */
  readonly intended: readonly Share[];
}

export interface RecordedReceipt {
  readonly receiptId: number;
  /** What found its line already paid, and is now held as credit on account. */
  readonly becameCredit: Pence;
}

/**
 * Books money received: one receipt, its allocations, one journal.
 *
 * Each intended share meets its line as far as the line still owes; whatever finds its line already paid becomes credit
 * on account, so that no penny is lost. Locks the organisation's balance first.
 */
export async function recordReceipt(scope: CommandScope, receipt: NewReceipt): Promise<RecordedReceipt> {
  const { tx } = scope;
  await lockBalance(tx, receipt.organisationId);
  const meets = await reachable(tx, receipt.intended);
  const allocated = sumPence(meets.map(({ amount }) => amount));
  const becameCredit = subtractPence(receipt.amount, allocated);
  const journalId = await postJournal(scope, {
    kind: 'receipt',
    source: receipt.source,
    accountingDay: receipt.accountingDay,
    organisationId: receipt.organisationId,
    description: receipt.description,
    reversesJournalId: null,
    postings: receiptPostings(receipt.amount, allocated, becameCredit),
  });
  const { id: receiptId } = await selectOne<{ id: number }>(
    tx,
    `insert into receipt (organisation_id, channel, source, amount, accounting_day, recorded_at, journal_id)
     values (?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      receipt.organisationId,
      receipt.channel,
      receipt.source,
      receipt.amount,
      receipt.accountingDay,
      scope.now.toISOString(),
      journalId,
    ],
  );
  await writeAllocations(scope, receiptId, journalId, meets);
  return { receiptId, becameCredit };
}

function receiptPostings(amount: Pence, allocated: Pence, becameCredit: Pence): NewPosting[] {
  const postings: NewPosting[] = [{ account: 'card-clearing', side: 'debit', amount }];
  if (allocated > 0) postings.push({ account: 'receivable', side: 'credit', amount: allocated });
  if (becameCredit > 0) postings.push({ account: 'credit-on-account', side: 'credit', amount: becameCredit });
  return postings;
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

async function writeAllocations(
  scope: CommandScope,
  receiptId: number,
  journalId: number,
  shares: readonly Share[],
): Promise<void> {
  await write(
    scope.tx,
    `insert into allocation (receipt_id, invoice_line_id, invoice_id, effect, amount, journal_id, recorded_at)
     select ?, line.id, line.invoice_id, 'applies', share.amount, ?, ?
     from jsonb_to_recordset(?::jsonb) as share ("lineId" bigint, amount bigint)
     join invoice_line line on line.id = share."lineId" order by line.id`,
    [receiptId, journalId, scope.now.toISOString(), JSON.stringify(shares)],
  );
}
