import type { LocalDate } from '../../shared/local-date.ts';
import { lockBalance, reverseJournal } from '../ledger/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, write } from '../platform/rows.ts';

interface ReceiptReversal {
  readonly receiptId: number;
  readonly accountingDay: LocalDate;
  readonly description: string;
}

/**
 * Takes a receipt back: the mirror of its journal, and a release of each of its allocations, so that its lines are due
 * again. Nothing is edited; a second reversal is refused by the database.
 */
export async function reverseReceipt(scope: CommandScope, reversal: ReceiptReversal): Promise<void> {
  const { tx } = scope;
  const receipt = await selectOne<{ organisation_id: number; journal_id: number }>(
    tx,
    'select organisation_id, journal_id from receipt where id = ?',
    [reversal.receiptId],
  );
  await lockBalance(tx, receipt.organisation_id);
  const journalId = await reverseJournal(scope, {
    journalId: receipt.journal_id,
    accountingDay: reversal.accountingDay,
    description: reversal.description,
  });
  await write(
    tx,
    `insert into allocation (receipt_id, invoice_line_id, invoice_id, effect, amount, releases_allocation_id,
       journal_id, recorded_at)
     select receipt_id, invoice_line_id, invoice_id, 'releases', amount, id, ?, ?
     from allocation applied where receipt_id = ? and effect = 'applies'
       and not exists (select from allocation released where released.releases_allocation_id = applied.id)
     order by invoice_line_id`,
    [journalId, scope.now.toISOString(), reversal.receiptId],
  );
}
