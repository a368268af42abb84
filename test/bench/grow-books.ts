import { Client } from 'pg';
import { invoiceNumber, organisationReference } from '../../shared/checked-reference.ts';
import { modernisedReference } from '../../shared/lpa-reference.ts';

export interface Growth {
  readonly organisations: number;
  readonly invoicesEach: number;
  readonly linesEach: number;
}

/** Above any number that the practice world hands out. */
const FIRST_ORGANISATION = 400_000;
const FINANCIAL_YEAR = 2024;
const FIRST_LPA = 50_000_000_000;
const LINE_PENCE = 8_200;

/**
 * Adds many organisations with invoices, journals and balances to the practice books, by SQL, all constraints of the
 * database in force. Nothing of it is paid: what is still owed is the costlier case for everything that lists debts.
 */
export async function growBooks(databaseUrl: string, growth: Growth): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await addOrganisations(client, growth);
    await addInvoices(client, growth);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

async function addOrganisations(client: Client, { organisations }: Growth): Promise<void> {
  const references = Array.from({ length: organisations }, (_, n) => organisationReference(FIRST_ORGANISATION + n));
  await client.query(
    `insert into organisation (reference, name, kind, address_lines, town, postcode, contact_name, contact_email,
       contact_phone, created_at)
     select reference, 'Grown ' || chr(65 + (n % 26)::int) || ' & Partners ' || n, 'solicitor', array['1 Market Street'],
       'Testford', 'ZZ' || (n % 90 + 10) || ' 1ZZ', 'A Contact', 'accounts@example.com', '01632 960001', now()
     from unnest($1::text[]) with ordinality as given (reference, n)`,
    [references],
  );
}

async function addInvoices(client: Client, { organisations, invoicesEach, linesEach }: Growth): Promise<void> {
  const numbers = Array.from({ length: organisations * invoicesEach }, (_, n) => invoiceNumber(FINANCIAL_YEAR, n + 1));
  const total = linesEach * LINE_PENCE;
  await client.query(
    `with placed as materialized (
       select nextval('bill_id') as id, given.number, given.n, organisation.id as organisation_id,
         date '2025-01-01' + (given.n % 300)::int as day
       from unnest($1::text[]) with ordinality as given (number, n)
       join (select id, row_number() over (order by id) as place from organisation where name like 'Grown %') organisation
         on organisation.place = (given.n - 1) / $5 + 1),
     bills as (
       insert into bill (id, organisation_id, total, line_count) select id, organisation_id, $3, $4 from placed)
     insert into invoice (id, number, financial_year, sequence, organisation_id, issued_on, due_on, issued_at, total,
       line_count)
     select id, number, $2, n, organisation_id, day, day + 30, now(), $3, $4 from placed`,
    [numbers, FINANCIAL_YEAR, total, linesEach, invoicesEach],
  );
  const lpas = Array.from({ length: numbers.length * linesEach }, (_, n) => modernisedReference(String(FIRST_LPA + n)));
  await client.query(
    `insert into invoice_line (invoice_id, line_number, lpa_reference, lpa_kind, received_on, registered_on, fee_kind,
       amount, own_reference)
     select invoice.id, (given.n - 1) % $3 + 1, given.reference, 'property-and-affairs', '2024-11-01', '2024-12-20',
       'full', $4, null
     from unnest($1::text[]) with ordinality as given (reference, n)
     join invoice on invoice.financial_year = $2 and invoice.sequence = (given.n - 1) / $3 + 1`,
    [lpas, FINANCIAL_YEAR, linesEach, LINE_PENCE],
  );
  await postInvoices(client);
}

async function postInvoices(client: Client): Promise<void> {
  await client.query(
    `with posted as (
       insert into journal (kind, source, accounting_day, posted_at, organisation_id, description, total, posting_count)
       select 'invoice', 'invoice:' || number, issued_on, issued_at, organisation_id, 'Invoice ' || number, total, 2
       from invoice where financial_year = $1
       returning id, accounting_day, organisation_id, total)
     insert into posting (journal_id, line, accounting_day, account, organisation_id, side, amount)
     select id, 1, accounting_day, 'receivable', organisation_id, 'debit', total from posted
     union all select id, 2, accounting_day, 'fee-income', null, 'credit', total from posted`,
    [FINANCIAL_YEAR],
  );
  await client.query(
    `insert into organisation_balance (organisation_id, receivable)
     select organisation_id, sum(total) from invoice where financial_year = $1 group by 1`,
    [FINANCIAL_YEAR],
  );
}
