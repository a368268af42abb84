import { z } from 'zod';
import { OrganisationReferenceSchema, type OrganisationReference } from '../../shared/checked-reference.ts';
import type { DebtorRow, ListDebtorsAsAt } from '../../shared/contracts/books-as-at.ts';
import { londonDay } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { cutPage, decodeCursor } from '../platform/keyset.ts';
import { selectRows } from '../platform/rows.ts';
import { answerFor, type AsAtContext } from './answer-for.ts';

type Row = DebtorRow['ages'] & {
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly owed: Pence;
  readonly credit: Pence;
};

const Cursor = z.tuple([OrganisationReferenceSchema]);

const IN_BOOKS = 'journal.posted_at <= (select at from asked)';

/** What each invoice still owed at the moment, and for how many days it had been due. */
const BILLS = `
  select invoice.organisation_id, (select day from asked) - invoice.due_on as days,
    invoice.total - coalesce(met.amount, 0) - coalesce(credited.amount, 0) as outstanding
  from invoice join journal on journal.kind = 'invoice' and journal.source = 'invoice:' || invoice.number
  left join (
    select allocation.invoice_id, sum(case effect when 'applies' then amount else -amount end) as amount
    from allocation join journal on journal.id = allocation.journal_id where ${IN_BOOKS} group by 1) met
    on met.invoice_id = invoice.id
  left join (
    select credit_note_line.invoice_id, sum(credit_note_line.met_debt) as amount
    from credit_note_line join credit_note on credit_note.id = credit_note_line.credit_note_id
    join journal on journal.id = credit_note.journal_id where ${IN_BOOKS} group by 1) credited
    on credited.invoice_id = invoice.id
  where ${IN_BOOKS}`;

function aged(condition: string): string {
  return `coalesce(sum(outstanding) filter (where ${condition}), 0)::bigint`;
}

/** Organisations that owed money or were in credit at a moment, by reference, with how long the debt had been due. */
export async function listDebtorsAsAt(
  ctx: AsAtContext,
  { at, organisation, cursor, limit }: ListDebtorsAsAt,
): Promise<{ rows: DebtorRow[]; nextCursor: string | null }> {
  await answerFor(ctx, at);
  const [after] = cursor === null ? [''] : decodeCursor(cursor, Cursor);
  const rows = await selectRows<Row>(
    ctx.em,
    `with asked as (select ?::timestamptz as at, ?::date as day),
     stood as (
       select posting.organisation_id,
         sum(case side when 'debit' then amount else -amount end) filter (where account = 'receivable') as owed,
         sum(case side when 'credit' then amount else -amount end) filter (where account = 'credit-on-account')
           as credit
       from posting join journal on journal.id = posting.journal_id
       where posting.organisation_id is not null and ${IN_BOOKS} group by 1),
     bill as (${BILLS}),
     age as (
       select organisation_id, ${aged('days <= 0')} as "notDue", ${aged('days between 1 and 30')} as "upTo30",
         ${aged('days between 31 and 60')} as "upTo60", ${aged('days between 61 and 90')} as "upTo90",
         ${aged('days > 90')} as "over90"
       from bill where outstanding <> 0 group by 1)
     select reference, name, coalesce(owed, 0)::bigint as owed, coalesce(credit, 0)::bigint as credit,
       coalesce("notDue", 0)::bigint as "notDue", coalesce("upTo30", 0)::bigint as "upTo30",
       coalesce("upTo60", 0)::bigint as "upTo60", coalesce("upTo90", 0)::bigint as "upTo90",
       coalesce("over90", 0)::bigint as "over90"
     from stood join organisation on organisation.id = stood.organisation_id
     left join age on age.organisation_id = stood.organisation_id
     where (coalesce(owed, 0) <> 0 or coalesce(credit, 0) <> 0) and reference > ?
       and (?::text is null or reference = ?) order by reference limit ?`,
    [at, londonDay(new Date(at)), after, organisation, organisation, limit + 1],
  );
  return cutPage(rows, limit, toRow, (row) => [row.reference]);
}

function toRow({ reference, name, owed, credit, ...ages }: Row): DebtorRow {
  return { organisation: { reference, name }, owed, credit, ages };
}
