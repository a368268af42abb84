import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { write } from '../../../server/platform/rows.ts';
import { inTransaction } from '../../../server/platform/transaction.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { payCardPayment } from '../platform/card-payment-rows.ts';
import { connect, refusalOf } from '../platform/connected.ts';
import { race } from '../platform/waiting.ts';

/** Rows are written by hand here, without their journals, so the books of this file are not in order. */
let books: Books;
let server: Client;
let organisation: number;
let free: Line;
let paid: Line & { readonly allocation: number };
let receipt: number;

interface Line {
  readonly id: number;
  readonly invoice_id: number;
}

beforeAll(async () => {
  books = await openBooks();
  server = await connect(books.database.serverUrl);
  const reference = await books.organisation();
  const settled = await books.invoice(reference, 9200);
  await payCardPayment(books, settled.number, await books.staff('agent'));
  await books.invoice(reference, 9200);
  const [one, two] = await books.rows<Line>('select id, invoice_id from invoice_line order by id');
  const [row] = await books.rows<{ organisation_id: number; receipt_id: number; allocation: number }>(
    `select organisation_id, receipt.id as receipt_id, allocation.id as allocation
     from receipt join allocation on receipt_id = receipt.id`,
  );
  if (one === undefined || two === undefined || row === undefined) throw new Error('The fixture is not as expected');
  [free, paid, receipt, organisation] = [
    two,
    { ...one, allocation: row.allocation },
    row.receipt_id,
    row.organisation_id,
  ];
});
afterAll(async () => {
  await server.end();
  await books.close();
});

const refusal = (...statements: Parameters<typeof refusalOf>[1][]) => refusalOf(server, ...statements);

const anInvoice = (total: number, lines: number) => ({
  text: `with bill as (
       insert into bill (organisation_id, total, line_count) values ($1, $2::bigint, $3::integer) returning *)
     insert into invoice (id, number, financial_year, sequence, organisation_id, issued_on, due_on, issued_at, total,
       line_count)
     select id, 'LP26999999A', 2026, 999999, organisation_id, '2026-11-24', '2026-12-24', now(), total, line_count
     from bill`,
  values: [organisation, total, lines],
});
const aLineOf = (invoice: number | null, lineNumber: number, amount: number, lpa = `700000000${lineNumber}`) => ({
  text: `insert into invoice_line (invoice_id, line_number, lpa_reference, lpa_kind, received_on, registered_on, fee_kind,
     amount) values (coalesce($1, (select max(id) from bill)), $2, $3, 'health-and-welfare', '2026-07-01',
     '2026-09-30', 'full', $4)`,
  values: [invoice, lineNumber, lpa, amount],
});

/** A receipt of £1,000 of its own, on a journal of its own. */
const bigReceipt = (source: string) => [
  {
    text: `insert into journal (kind, source, accounting_day, posted_at, organisation_id, description, total,
       posting_count) values ('receipt', $1, '2026-11-24', now(), $2, 'A test', 100000, 2)`,
    values: [source, organisation],
  },
  {
    text: `insert into posting (journal_id, line, accounting_day, account, organisation_id, side, amount)
       select max(id), line, '2026-11-24', account, organisation, side, 100000 from journal, (values
         (1, 'card-clearing', null, 'debit'), (2, 'credit-on-account', $1::integer, 'credit'))
         as both_sides (line, account, organisation, side) group by line, account, organisation, side`,
    values: [organisation],
  },
  {
    text: `insert into receipt (organisation_id, channel, source, amount, accounting_day, recorded_at, journal_id)
       select $1, 'card-by-phone', $2, 100000, '2026-11-24', now(), max(id) from journal`,
    values: [organisation, source],
  },
];
const fromBigReceipt = (line: Line, amount: number) => ({
  text: `insert into allocation (receipt_id, invoice_line_id, invoice_id, effect, amount, journal_id, recorded_at)
     select id, $1, $2, 'applies', $3, journal_id, now() from receipt order by id desc limit 1`,
  values: [line.id, line.invoice_id, amount],
});
const release = (line: Line, amount: number, of: number, from: number) => ({
  text: `insert into allocation (receipt_id, invoice_line_id, invoice_id, effect, amount, releases_allocation_id,
     journal_id, recorded_at) values ($1, $2, $3, 'releases', $4, $5, (select max(id) from journal), now())`,
  values: [from, line.id, line.invoice_id, amount, of],
});

test('an invoice whose lines come to its total and number is accepted', async () => {
  expect(await refusal(anInvoice(13_800, 2), aLineOf(null, 1, 9200), aLineOf(null, 2, 4600))).toBe('allowed');
});

test.each([
  ['comes to more than its lines', anInvoiceOf(13_801, 2)],
  ['comes to less than its lines', anInvoiceOf(13_799, 2)],
  ['says it has another line', anInvoiceOf(13_800, 3)],
  ['says it has a line less', anInvoiceOf(13_800, 1)],
])('an invoice that %s is refused', async (_what, invoice) => {
  expect(await refusal(invoice(), aLineOf(null, 1, 9200), aLineOf(null, 2, 4600))).toMatchObject({
    constraint: 'invoice_must_add_up',
  });
});

function anInvoiceOf(total: number, lines: number) {
  return () => anInvoice(total, lines);
}

test('a line cannot be added to an invoice that is issued, not even one that costs nothing', async () => {
  expect(await refusal(aLineOf(free.invoice_id, 2, 0))).toMatchObject({
    constraint: 'invoice_line_comes_with_its_invoice',
  });
});

test('no LPA stands on two lines', async () => {
  const twice = [aLineOf(null, 1, 9200, '7000000001'), aLineOf(null, 2, 9200, '7000000001')];
  expect(await refusal(anInvoice(18_400, 2), ...twice)).toMatchObject({ constraint: 'invoice_line_lpa_billed_once' });
});

test('an invoice is not due before it is issued, and no LPA is registered before it is received', async () => {
  const { text, values } = anInvoice(9200, 1);
  const early = { text: text.replace("'2026-12-24'", "'2026-11-23'"), values };
  expect(await refusal(early)).toMatchObject({ code: '23514' });
  const line = aLineOf(null, 1, 9200);
  const late = { text: line.text.replace("'2026-09-30'", "'2026-06-30'"), values: line.values };
  expect(await refusal(anInvoice(9200, 1), late)).toMatchObject({ code: '23514' });
});

test('a line can be met to the penny and by no penny more', async () => {
  const met = (amount: number) => refusal(...bigReceipt('test:exact'), fromBigReceipt(free, amount));
  expect(await met(9200)).toBe('allowed');
  expect(await met(9201)).toMatchObject({ constraint: 'allocation_within_line' });
});

test('a line that is paid takes nothing more', async () => {
  const more = refusal(...bigReceipt('test:more'), fromBigReceipt(paid, 1));
  expect(await more).toMatchObject({ constraint: 'allocation_within_line' });
});

test('a receipt meets no more than it brought', async () => {
  const beyond = {
    text: `insert into allocation (receipt_id, invoice_line_id, invoice_id, effect, amount, journal_id, recorded_at)
       select id, $2, $3, 'applies', 1, journal_id, now() from receipt where id = $1`,
    values: [receipt, free.id, free.invoice_id],
  };
  expect(await refusal(beyond)).toMatchObject({ constraint: 'receipt_not_over_allocated' });
});

test('an allocation is of the invoice that its line stands on', async () => {
  const other = { id: free.id, invoice_id: paid.invoice_id };
  expect(await refusal(...bigReceipt('test:other'), fromBigReceipt(other, 100))).toMatchObject({ code: '23503' });
});

test('an allocation is released whole, once, and by its own receipt', async () => {
  const whole = release(paid, 9200, paid.allocation, receipt);
  expect(await refusal(whole)).toBe('allowed');
  expect(await refusal(whole, whole)).toMatchObject({ constraint: 'allocation_releases_allocation_id_key' });
  const inPart = release(paid, 4600, paid.allocation, receipt);
  expect(await refusal(inPart)).toMatchObject({ constraint: 'allocation_releases_whole' });
  const elsewhere = [
    ...bigReceipt('test:release'),
    fromBigReceipt(free, 9200),
    release(free, 9200, paid.allocation, receipt),
  ];
  expect(await refusal(...elsewhere)).toMatchObject({ constraint: 'allocation_releases_whole' });
});

test('nothing is released that was not applied', async () => {
  const { text, values } = release(paid, 9200, paid.allocation, receipt);
  const pointless = { text: text.replace('$5,', 'null,').replace('$5', 'null'), values: values.slice(0, 4) };
  expect(await refusal(pointless)).toMatchObject({ code: '23514' });
});

test('the same money is not received twice', async () => {
  const twice = [
    ...bigReceipt('test:twice'),
    {
      text: `insert into receipt (organisation_id, channel, source, amount, accounting_day, recorded_at, journal_id)
         values ($1, 'card-by-phone', 'test:twice', 1, '2026-11-24', now(), 1)`,
      values: [organisation],
    },
  ];
  expect(await refusal(...twice)).toMatchObject({ constraint: 'receipt_source_key' });
});

test('20 allocations of £10 to a line of £92 at the same moment: nine are taken', async () => {
  await server.query('begin');
  for (const { text, values } of bigReceipt('test:race')) await server.query(text, [...values]);
  await server.query('commit');
  const allocate = () =>
    inTransaction(books.orm.em, (tx) =>
      write(
        tx,
        `insert into allocation (receipt_id, invoice_line_id, invoice_id, effect, amount, journal_id, recorded_at)
         select id, ?, ?, 'applies', 1000, journal_id, now() from receipt where source = 'test:race'`,
        [free.id, free.invoice_id],
      ),
    );
  const line = `select from invoice_line where id = ${free.id} for no key update`;
  const outcomes = await race(books, line, 20, () => Promise.allSettled(Array.from({ length: 20 }, allocate)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of refused) expect(reason).toMatchObject({ constraint: 'allocation_within_line' });
  expect(refused).toHaveLength(11);
  const met = 'select sum(amount)::bigint as met from allocation where invoice_line_id = ?';
  expect(await books.rows(met, [free.id])).toEqual([{ met: 9000 }]);
});
