import { modernisedReference } from '../../../shared/lpa-reference.ts';
import { invoiceNumber, organisationReference } from '../../../shared/checked-reference.ts';
import type { Books } from '../../support/books.ts';
import { connected } from '../platform/connected.ts';

const ORGANISATIONS = 60;
const INVOICES = 1_200;
const LINES_OF_AN_INVOICE = 5;
const LINES = INVOICES * LINES_OF_AN_INVOICE;

/**
 * Books by sets: 60 organisations, 1,200 invoices with 6,000 lines over three months, half of them paid.
 * Written as the superuser with every trigger and constraint in force, then counted for the planner.
 */
export async function fillBooks(books: Books): Promise<void> {
  const references = Array.from({ length: ORGANISATIONS }, (_, at) => organisationReference(500_001 + at));
  const numbers = Array.from({ length: INVOICES }, (_, at) => invoiceNumber(2026, at + 1));
  const lpas = Array.from({ length: LINES }, (_, at) => modernisedReference(String(50_000_000_000 + at * 7)));
  await connected(books.database.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query(
      `insert into organisation (reference, name, kind, address_lines, town, postcode, contact_name, contact_email,
         contact_phone, created_at)
       select reference, 'Organisation ' || n, 'solicitor', '{1 Market Street}', 'Testford', 'ZZ1 1ZZ', 'A', 'a@example.com',
         '01632 960001', '2025-12-01' from unnest($1::text[]) with ordinality as given (reference, n)`,
      [references],
    );
    await client.query(
      `with dated as materialized (
         select nextval('bill_id') as id, number, n, date '2026-09-01' + (n * 84 / ${INVOICES})::integer as day,
           (select min(id) from organisation where reference = $2) + n % ${ORGANISATIONS} as organisation_id
         from unnest($1::text[]) with ordinality as given (number, n)),
       bills as (
         insert into bill (id, organisation_id, total, line_count)
         select id, organisation_id, 46000, ${LINES_OF_AN_INVOICE} from dated)
       insert into invoice (id, number, financial_year, sequence, organisation_id, issued_on, due_on, issued_at, total,
         line_count)
       select id, number, 2026, n, organisation_id, day, day + 30, day + time '10:00', 46000, ${LINES_OF_AN_INVOICE}
       from dated`,
      [numbers, references[0]],
    );
    await client.query('insert into invoice_counter values (2026, $1)', [INVOICES]);
    await client.query(
      `insert into invoice_line (invoice_id, line_number, lpa_reference, lpa_kind, received_on, registered_on, fee_kind, amount)
       select invoice.id, (n - 1) % ${LINES_OF_AN_INVOICE} + 1, lpa, 'property-and-affairs', issued_on - 90, issued_on - 1, 'full', 9200
       from unnest($1::text[]) with ordinality as given (lpa, n)
       join invoice on invoice.sequence = (n - 1) / ${LINES_OF_AN_INVOICE} + 1`,
      [lpas],
    );
    await client.query(POST('invoice', 'true', `'invoice:' || number`, 'issued_on', 'receivable', 'fee-income'));
    const paid = 'sequence % 2 = 0';
    await client.query(POST('receipt', paid, `'test:' || number`, 'issued_on + 3', 'card-clearing', 'receivable'));
    await client.query(
      `insert into receipt (organisation_id, channel, source, amount, accounting_day, recorded_at, journal_id)
       select organisation_id, 'card-by-phone', source, total, accounting_day, posted_at, id from journal where kind = 'receipt'`,
    );
    await client.query(
      `insert into allocation (receipt_id, invoice_line_id, invoice_id, effect, amount, journal_id, recorded_at)
       select receipt.id, line.id, invoice.id, 'applies', line.amount, journal_id, recorded_at
       from receipt join invoice on receipt.source = 'test:' || number join invoice_line line on invoice_id = invoice.id`,
    );
    await client.query(
      `insert into organisation_balance (organisation_id, receivable)
       select organisation_id, sum(case side when 'debit' then amount else -amount end) from posting
       where account = 'receivable' group by organisation_id`,
    );
    await client.query(EVENTS('invoice.issued', 'issued_on', 1));
    await client.query(EVENTS('session.opened', 'issued_on + 3', 3));
    await client.query('commit');
    await client.query('vacuum analyze');
  });
}

/** One balanced journal for each invoice that the condition holds for, with its two postings. */
function POST(kind: string, condition: string, source: string, day: string, debit: string, credit: string): string {
  return `with posted as (
      insert into journal (kind, source, accounting_day, posted_at, organisation_id, description, total, posting_count)
      select '${kind}', ${source}, ${day}, ${day} + time '10:00', organisation_id, 'A test', total, 2
      from invoice where ${condition} order by id returning *)
    insert into posting (journal_id, line, accounting_day, account, organisation_id, side, amount)
    select id, line, accounting_day, account, case when account = 'receivable' then organisation_id end, side, total
    from posted, (values (1, '${debit}', 'debit'), (2, '${credit}', 'credit')) both_sides (line, account, side)`;
}

function EVENTS(kind: string, day: string, times: number): string {
  return `insert into audit_event (at, actor, kind, organisation_id, subject, data)
    select ${day} + time '10:00', 'A test', '${kind}', organisation_id, 'invoice:' || number,
      jsonb_build_object('roles', '[]'::jsonb, 'invoiceNumber', number, 'amount', total, 'lineCount', line_count, 'dueOn', due_on)
    from invoice, generate_series(1, ${times})`;
}
