import type { LedgerAccount, Side } from '../../shared/contracts/ledger.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, selectRows } from '../platform/rows.ts';
import { postJournal } from './post-journal.ts';

interface Reversal {
  readonly journalId: number;
  readonly accountingDay: LocalDate;
  readonly description: string;
}

/**
 * Undoes a receipt's journal by its mirror image, dated the day it is undone. Returns the new journal's id.
 *
 * The caller holds the organisation's balance row. A second reversal of the same journal is refused by the database.
 */
export async function reverseJournal(scope: CommandScope, reversal: Reversal): Promise<number> {
  const original = await selectOne<{ organisation_id: number; source: string }>(
    scope.tx,
    'select organisation_id, source from journal where id = ?',
    [reversal.journalId],
  );
  const postings = await selectRows<{ account: LedgerAccount; side: Side; amount: Pence }>(
    scope.tx,
    'select account, side, amount from posting where journal_id = ? order by line',
    [reversal.journalId],
  );
  return postJournal(scope, {
    kind: 'receipt-reversal',
    source: original.source,
    accountingDay: reversal.accountingDay,
    organisationId: original.organisation_id,
    description: reversal.description,
    reversesJournalId: reversal.journalId,
    postings: postings.map(({ account, side, amount }) => ({
      account,
      side: side === 'debit' ? 'credit' : 'debit',
      amount,
    })),
  });
}
