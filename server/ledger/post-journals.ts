import type { CommandScope } from '../platform/run-command.ts';
import { selectRows, write } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';
import { isKeptPerOrganisation } from './organisation-balance.ts';
import { balancedTotal, type NewJournal } from './post-journal.ts';

/**
 * Locks the balance rows of several organisations until the transaction ends, in id order, as `lockBalance` does for
 * one. Rows that were never needed before are put there first.
 */
export async function lockBalances(tx: Tx, organisationIds: readonly number[]): Promise<void> {
  const ids = JSON.stringify(organisationIds.toSorted((one, other) => one - other));
  await write(
    tx,
    `insert into organisation_balance (organisation_id)
     select value::int from jsonb_array_elements_text(?::jsonb) order by value::int on conflict do nothing`,
    [ids],
  );
  await selectRows(
    tx,
    `select organisation_id from organisation_balance
     where organisation_id in (select value::int from jsonb_array_elements_text(?::jsonb))
     order by organisation_id for update`,
    [ids],
  );
}

/**
 * Writes many balanced journals in one statement and moves the kept balances by them: `postJournal` for sets. The
 * caller holds the balance rows of every organisation named (`lockBalances`).
 *
 * Refuses JOURNAL_UNBALANCED; the database refuses it again at commit, and a second journal for the same source.
 */
export async function postJournals(scope: CommandScope, journals: readonly NewJournal[]): Promise<void> {
  if (journals.length === 0) return;
  const rows = journals.map((journal) => ({
    ...journal,
    total: balancedTotal(journal.postings),
    postings: journal.postings.map((posting, index) => ({
      ...posting,
      line: index + 1,
      organisationId: isKeptPerOrganisation(posting.account) ? journal.organisationId : null,
    })),
  }));
  await write(
    scope.tx,
    `with given as materialized (
       select * from jsonb_to_recordset(?::jsonb) as journal (kind text, source text, "accountingDay" date,
         "organisationId" integer, description text, total bigint, "reversesJournalId" bigint, postings jsonb)),
     made as (
       insert into journal (kind, source, accounting_day, posted_at, organisation_id, description, total, posting_count,
         reverses_journal_id)
       select kind, source, "accountingDay", ?::timestamptz, "organisationId", description, total,
         jsonb_array_length(postings), "reversesJournalId" from given
       returning id, kind, source, accounting_day)
     insert into posting (journal_id, line, accounting_day, account, organisation_id, side, amount)
     select made.id, posting.line, made.accounting_day, posting.account, posting."organisationId", posting.side,
       posting.amount
     from made join given using (kind, source), jsonb_to_recordset(given.postings) as posting (line smallint,
       account text, "organisationId" integer, side text, amount bigint)`,
    [JSON.stringify(rows), scope.now.toISOString()],
  );
  await moveBalances(scope.tx, journals);
}

async function moveBalances(tx: Tx, journals: readonly NewJournal[]): Promise<void> {
  const moves = journals.flatMap(({ organisationId, postings }) =>
    postings
      .filter(({ account }) => isKeptPerOrganisation(account))
      .map(({ account, side, amount }) => ({
        organisationId,
        receivable: account !== 'receivable' ? 0 : side === 'debit' ? amount : 0 - amount,
        credit: account !== 'credit-on-account' ? 0 : side === 'credit' ? amount : 0 - amount,
      })),
  );
  await write(
    tx,
    `update organisation_balance balance
     set receivable = balance.receivable + moved.receivable, credit = balance.credit + moved.credit
     from (select "organisationId" as id, sum(receivable)::bigint as receivable, sum(credit)::bigint as credit
       from jsonb_to_recordset(?::jsonb) as move ("organisationId" integer, receivable bigint, credit bigint)
       group by 1) moved
     where balance.organisation_id = moved.id`,
    [JSON.stringify(moves)],
  );
}
