import type { LocalDate } from '../../shared/local-date.ts';
import { pence, type Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectOne, write } from '../platform/rows.ts';
import type { NewPosting } from './new-posting.ts';
import { isKeptPerOrganisation, moveBalance } from './organisation-balance.ts';

/** What a journal is about. The same source is posted once within a kind. */
export type JournalKind =
  | 'invoice'
  | 'receipt'
  | 'receipt-reversal'
  | 'credit-note'
  | 'suspense-receipt'
  | 'suspense-placed'
  | 'credit-applied'
  | 'reallocation'
  | 'banking'
  | 'refund'
  | 'refund-failed'
  | 'write-off'
  | 'write-off-reversal';

export interface NewJournal {
  readonly kind: JournalKind;
  /** What the journal is for, unique within its kind: the same thing is never posted twice. */
  readonly source: string;
  readonly accountingDay: LocalDate;
  /** Null for what is of no one organisation: money nobody can place yet, and what is taken to the bank. */
  readonly organisationId: number | null;
  readonly description: string;
  readonly reversesJournalId: number | null;
  readonly postings: readonly NewPosting[];
}

/**
 * Writes one balanced journal and moves the organisation's kept balance by it. Returns the journal's id.
 *
 * The caller holds the organisation's balance row (`lockBalance`), where it is of one. Refuses JOURNAL_UNBALANCED; the database refuses it
 * again at commit, and refuses a second journal for the same source.
 */
export async function postJournal(scope: CommandScope, journal: NewJournal): Promise<number> {
  const total = balancedTotal(journal.postings);
  const { id } = await selectOne<{ id: number }>(
    scope.tx,
    `insert into journal (kind, source, accounting_day, posted_at, organisation_id, description, total, posting_count,
       reverses_journal_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      journal.kind,
      journal.source,
      journal.accountingDay,
      scope.now.toISOString(),
      journal.organisationId,
      journal.description,
      total,
      journal.postings.length,
      journal.reversesJournalId,
    ],
  );
  await writePostings(scope, id, journal);
  if (journal.organisationId !== null) await moveBalance(scope.tx, journal.organisationId, journal.postings);
  return id;
}

/** What each side sums to, pence. Refuses JOURNAL_UNBALANCED when the two differ or there is nothing. */
export function balancedTotal(postings: readonly NewPosting[]): Pence {
  let debits = 0;
  let credits = 0;
  for (const { side, amount } of postings) {
    if (side === 'debit') debits += amount;
    else credits += amount;
  }
  if (debits !== credits || debits === 0) throw new DomainError('JOURNAL_UNBALANCED', { debits, credits });
  return pence(debits);
}

async function writePostings(scope: CommandScope, journalId: number, journal: NewJournal): Promise<void> {
  const rows = journal.postings.map(() => '(?, ?, ?, ?, ?, ?, ?)').join(', ');
  const params = journal.postings.flatMap(({ account, side, amount }, index) => [
    journalId,
    index + 1,
    journal.accountingDay,
    account,
    isKeptPerOrganisation(account) ? journal.organisationId : null,
    side,
    amount,
  ]);
  await write(
    scope.tx,
    `insert into posting (journal_id, line, accounting_day, account, organisation_id, side, amount) values ${rows}`,
    params,
  );
}
