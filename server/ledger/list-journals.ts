import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { JournalRow, LedgerAccount, ListJournals, Side } from '../../shared/contracts/ledger.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../platform/rows.ts';

interface Row {
  readonly id: number;
  readonly accounting_day: LocalDate;
  readonly posted_at: string;
  readonly description: string;
  readonly reverses_journal_id: number | null;
  readonly postings: { account: LedgerAccount; side: Side; amount: Pence }[];
  readonly balance_after: Pence;
}

const Cursor = z.tuple([z.int()]);

/** An organisation's journals, newest first, each with its postings and what the organisation owed after it. */
export async function listJournals(
  em: EntityManager,
  input: z.output<typeof ListJournals>,
): Promise<{ rows: JournalRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = [input.organisation];
  let before = '';
  if (input.cursor !== null) {
    before = 'where id < ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `with running as (
       select journal.id, accounting_day, posted_at, description, reverses_journal_id, posted.postings,
         (sum(posted.change) over (order by journal.id))::bigint as balance_after
       from journal, lateral (
         select jsonb_agg(jsonb_build_object('account', account, 'side', side, 'amount', amount) order by line)
             as postings,
           sum(case when posting.organisation_id is null then 0 when side = 'debit' then amount else -amount end)
             as change
         from posting
         where posting.journal_id = journal.id and posting.accounting_day = journal.accounting_day) posted
       where journal.organisation_id = (select id from organisation where reference = ?))
     select id, accounting_day, posted_at, description, reverses_journal_id, postings, balance_after
     from running ${before} order by id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.id]);
}

function toRow(row: Row): JournalRow {
  return {
    journalId: row.id,
    accountingDay: row.accounting_day,
    postedAt: readInstant(row.posted_at),
    description: row.description,
    reversesJournalId: row.reverses_journal_id,
    postings: row.postings,
    balanceAfter: row.balance_after,
  };
}
