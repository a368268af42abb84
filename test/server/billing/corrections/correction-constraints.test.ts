import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CORRECTION_RULES } from '../../../../server/billing/corrections/correction-state.ts';
import { write } from '../../../../server/platform/rows.ts';
import { inTransaction } from '../../../../server/platform/transaction.ts';
import { openBooks, type Books } from '../../../support/books.ts';
import { payCardPayment, placeAwaitingCard } from '../../platform/card-payment-rows.ts';
import { connect, NO_PRIVILEGE, refusalOf } from '../../platform/connected.ts';
import { race } from '../../platform/waiting.ts';
import {
  ask,
  correct,
  linesOf,
  people,
  type AskedCorrection,
  type LineNow,
  type People,
} from './correction-under-test.ts';

/** Rows are written by hand here, as the server's own role, so the books of this file are not in order. */
let books: Books;
let server: Client;
let team: People;
let asked: AskedCorrection;
let open: LineNow;
let paid: LineNow;
let held: LineNow;
let credited: LineNow;
beforeAll(async () => {
  books = await openBooks();
  server = await connect(books.database.serverUrl);
  team = await people(books);
  const organisation = await books.organisation();
  const agent = await books.staff('agent');
  const lineOf = async (amount: number) => {
    const { number } = await books.invoice(organisation, amount);
    const [line] = await linesOf(books, number);
    if (line === undefined) throw new Error('An invoice has no line');
    return { number, line };
  };
  const one = await lineOf(9200);
  open = one.line;
  asked = await ask(books, team.asker, {
    kind: 'credit-note',
    invoice: one.number,
    lines: [{ lineId: open.id, amount: 1 }],
  });
  const two = await lineOf(9200);
  paid = two.line;
  await payCardPayment(books, two.number, agent);
  const three = await lineOf(9200);
  held = three.line;
  await placeAwaitingCard(books, three.number, agent);
  const four = await lineOf(9200);
  credited = four.line;
  await correct(books, team, {
    kind: 'credit-note',
    invoice: four.number,
    lines: [{ lineId: credited.id, amount: 9200 }],
  });
});
afterAll(async () => {
  await server.end();
  await books.close();
});

const refusal = (...statements: Parameters<typeof refusalOf>[1][]) => refusalOf(server, ...statements);

/** A credit note of one line, as the server could write it, its journal left out of what is looked at. */
function aNote(line: LineNow, amount: number, metDebt: number, lines = 1) {
  return [
    {
      text: `insert into journal (kind, source, accounting_day, posted_at, organisation_id, description, total, posting_count)
         select 'credit-note', 'test', '2026-11-24', now(), organisation_id, 'test', $2, 2
         from invoice_line line join invoice on invoice.id = line.invoice_id where line.id = $1`,
      values: [line.id, Math.max(amount, 1)],
    },
    {
      text: `insert into credit_note (number, financial_year, sequence, organisation_id, invoice_id, correction_id, issued_on,
           issued_at, reason, words, total, met_debt, became_credit, line_count, journal_id)
         select 'CN26999999A', 2026, 999999, invoice.organisation_id, invoice.id, $2, '2026-11-24', now(), 'other', 'test',
           $3::bigint, $4::bigint, $3::bigint - $4::bigint, $5, case when $3::bigint > 0 then (select max(id) from journal) end
         from invoice_line line join invoice on invoice.id = line.invoice_id where line.id = $1`,
      values: [line.id, asked.correctionId, amount, metDebt, lines],
    },
    {
      text: `insert into credit_note_line (credit_note_id, invoice_line_id, invoice_id, amount, met_debt, became_credit)
         select note.id, $1::bigint, note.invoice_id, $2::bigint, $3::bigint, $2::bigint - $3::bigint
         from credit_note note where note.number = 'CN26999999A'`,
      values: [line.id, amount, metDebt],
    },
  ];
}

test('a line is credited by no more than its amount, and again by no more than is left of it', async () => {
  expect(await refusal(...aNote(open, 9201, 9201))).toMatchObject({ constraint: 'credit_within_line' });
  expect(await refusal(...aNote(credited, 1, 1))).toMatchObject({ constraint: 'credit_within_line' });
  expect(await refusal(...aNote(open, 0, 0))).toMatchObject({ constraint: 'credit_within_line' });
});

test('a credit meets what the line still owes first, and no more than that', async () => {
  expect(await refusal(...aNote(open, 100, 0))).toMatchObject({ constraint: 'credit_meets_debt_first' });
  expect(await refusal(...aNote(paid, 100, 100))).toMatchObject({ constraint: 'credit_meets_debt_first' });
});

test('what is being paid is not credited', async () => {
  expect(await refusal(...aNote(held, 100, 100))).toMatchObject({ constraint: 'credit_not_while_being_paid' });
});

test('a credit note is of a correction that was approved, and adds up', async () => {
  const check = 'set constraints credit_note_must_add_up immediate';
  expect(await refusal(...aNote(open, 100, 100), check)).toMatchObject({ constraint: 'credit_note_of_a_correction' });
  expect(await refusal(...aNote(open, 100, 100, 2), check)).toMatchObject({ constraint: 'credit_note_must_add_up' });
});

test('nothing is added to a credit note later', async () => {
  const later = `insert into credit_note_line (credit_note_id, invoice_line_id, invoice_id, amount, met_debt, became_credit)
    select id, (select min(line.id) from invoice_line line where line.invoice_id = note.invoice_id), invoice_id, 0, 0, 0
    from credit_note note`;
  expect(await refusal(later)).toMatchObject({ code: expect.stringMatching(/^23/) });
});

test('a line that replaces or adds to another does so only where that is so', async () => {
  const line = (columns: string, values: string) => ({
    text: `with made as (insert into bill (organisation_id, total, line_count)
        select organisation_id, 1, 1 from invoice order by id limit 1 returning id)
      insert into invoice_line (invoice_id, line_number, lpa_reference, lpa_kind, received_on, registered_on, fee_kind,
        amount, ${columns})
      select made.id, 1, $1, 'property-and-affairs', '2026-07-01', '2026-09-30', 'full', 1, ${values} from made`,
    values: [] as unknown[],
  });
  const adds = (to: LineNow, live: boolean) => {
    const { text } = line('corrects_line_id, live', `${to.id}, ${live}`);
    return { text, values: [to.lpa] };
  };
  expect(await refusal(adds(open, true))).toMatchObject({ constraint: 'invoice_line_corrects_without_claim' });
  expect(await refusal(adds(open, false))).toMatchObject({ constraint: 'invoice_line_corrects_to_its_price' });
  expect(await refusal(adds(credited, false))).toMatchObject({ constraint: 'invoice_line_corrects_what_stands' });
  const takesOver = (from: LineNow, lpa: string) => ({
    text: line('replaces_line_id', `${from.id}`).text,
    values: [lpa],
  });
  expect(await refusal(takesOver(credited, credited.lpa))).toBe('allowed');
  expect(await refusal(takesOver(credited, 'M-0000-0000-9999'))).toMatchObject({
    constraint: 'invoice_line_replaces_what_ended',
  });
  expect(await refusal(takesOver(open, open.lpa))).toMatchObject({ code: expect.stringMatching(/^23/) });
});

test('the states and moves of corrections are those of the code', async () => {
  const states = await books.rows<{ state: string; is_open: boolean }>('select * from correction_state order by state');
  expect(states).toEqual(
    Object.entries(CORRECTION_RULES)
      .map(([state, rule]) => ({ state, is_open: rule.open }))
      .toSorted((one, other) => (one.state < other.state ? -1 : 1)),
  );
  const moves = await books.rows<{ from_state: string; to_state: string }>('select * from correction_move');
  const legal = Object.entries(CORRECTION_RULES).flatMap(([from, { to }]) => to.map((end) => `${from} ${end}`));
  expect(moves.map((move) => `${move.from_state} ${move.to_state}`).toSorted()).toEqual(legal.toSorted());
});

test('a correction is not approved by whoever asked, does not go back, and is not about another invoice', async () => {
  const set = (assignment: string) => ({
    text: `update correction set ${assignment} where id = $1`,
    values: [asked.correctionId],
  });
  const approval = `approval_id = ${asked.approvalId}`;
  expect(await refusal(set(`state = 'applied', ${approval}, approved_by = asked_by`))).toMatchObject({
    constraint: 'correction_approved_by_another',
  });
  expect(await refusal(set(`state = 'withdrawn'`), set(`state = 'waiting'`))).toMatchObject({
    constraint: 'correction_moves_legally',
  });
  expect(await refusal(set(`invoice_id = null`))).toMatchObject({ code: NO_PRIVILEGE });
});

test('20 credits of £10 of a line of £92 at the same moment: nine are written', async () => {
  const organisation = await books.organisation();
  const { number } = await books.invoice(organisation, 9200);
  const [line] = await linesOf(books, number);
  const lineId = line?.id ?? 0;
  let sequence = 900_000;
  const credit = () =>
    inTransaction(books.orm.em, async (tx) => {
      const mine = (sequence += 1);
      await write(
        tx,
        `insert into correction (kind, organisation_id, invoice_id, request, request_hash, amount, state, state_since,
           asked_by, asked_at)
         select 'one-off-invoice', organisation_id, null, '{}', lpad(?, 64, '0'), 1, 'waiting', now(), ?, now()
         from invoice where number = ?`,
        [String(mine), team.asker.staffId, number],
      );
      await write(
        tx,
        `update correction set state = 'applied', approval_id = ?, approved_by = ? where request_hash = lpad(?, 64, '0')`,
        [asked.approvalId, team.approver.staffId, String(mine)],
      );
      await write(
        tx,
        `insert into journal (kind, source, accounting_day, posted_at, organisation_id, description, total, posting_count)
         select 'credit-note', ?, '2026-11-24', now(), organisation_id, 'test', 1000, 2 from invoice where number = ?`,
        [`race:${mine}`, number],
      );
      await write(
        tx,
        `insert into posting (journal_id, line, accounting_day, account, organisation_id, side, amount)
         select id, 1, accounting_day, 'fee-income', null::integer, 'debit', 1000 from journal where source = ?
         union all select id, 2, accounting_day, 'receivable', organisation_id, 'credit', 1000 from journal where source = ?`,
        [`race:${mine}`, `race:${mine}`],
      );
      await write(
        tx,
        `insert into credit_note (number, financial_year, sequence, organisation_id, invoice_id, correction_id, issued_on,
           issued_at, reason, words, total, met_debt, became_credit, line_count, journal_id)
         select 'CN26' || ? || 'A', 2026, ?, invoice.organisation_id, invoice.id,
           (select id from correction where request_hash = lpad(?, 64, '0')), '2026-11-24', now(), 'other', 'test', 1000,
           1000, 0, 1, (select id from journal where source = ?) from invoice where number = ?`,
        [String(mine), mine, String(mine), `race:${mine}`, number],
      );
      await write(
        tx,
        `insert into credit_note_line (credit_note_id, invoice_line_id, invoice_id, amount, met_debt, became_credit)
         select id, ?, invoice_id, 1000, 1000, 0 from credit_note where sequence = ?`,
        [lineId, mine],
      );
    });
  const lock = `select from invoice_line where id = ${lineId} for no key update`;
  const outcomes = await race(books, lock, 20, () => Promise.allSettled(Array.from({ length: 20 }, credit)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of refused) expect(reason).toMatchObject({ constraint: 'credit_within_line' });
  expect(refused).toHaveLength(11);
});
