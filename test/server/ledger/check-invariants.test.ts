import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from 'pg';
import { INVARIANTS } from '../../../server/app-router.ts';
import { checkInvariants } from '../../../server/ledger/index.ts';
import { InvariantReport } from '../../../shared/contracts/ledger.ts';
import { openBooks, type Books } from '../../support/books.ts';
import { correct, linesOf, people } from '../billing/corrections/correction-under-test.ts';
import { desk } from '../http/desk.ts';
import { payCardPayment, placeAwaitingCard } from '../platform/card-payment-rows.ts';
import { connect } from '../platform/connected.ts';
import { corrected, newLpa, openFeed, registered, withdrawn } from '../usage/feed-under-test.ts';
import { aRow, csv, openFiles } from '../usage/files-under-test.ts';

let books: Books;
let superuser: Client;
beforeAll(async () => {
  books = await openBooks();
  superuser = await connect(books.database.superuserUrl);
  const [organisation, agent] = [await books.organisation(), await books.staff('agent')];
  for (let at = 0; at < 7; at += 1) {
    await payCardPayment(books, (await books.invoice(organisation, 9200, 4600)).number, agent);
  }
  await placeAwaitingCard(books, (await books.invoice(organisation, 2300)).number, agent);
  const team = await people(books);
  for (const number of [(await books.invoice(organisation, 9200)).number, await firstInvoice()]) {
    const [line] = await linesOf(books, number);
    const lines = [{ lineId: line?.id, amount: 9200 }];
    await correct(books, team, { kind: 'credit-note', invoice: number, lines });
  }
  const feed = await openFeed(books);
  const event = registered(organisation);
  const early = registered(organisation);
  await feed(event, event, corrected(event.lpaReference, { feeKind: 'half' }), withdrawn(early.lpaReference));
  await feed(early, corrected(newLpa(), { feeKind: 'half' }));
  const files = await openFiles(books);
  await files.take(csv(aRow(organisation)));
  await files.close();
});
afterAll(async () => {
  await superuser.end();
  await books.close();
});

async function firstInvoice(): Promise<string> {
  const [invoice] = await books.rows<{ number: string }>('select number from invoice order by id limit 1');
  return invoice?.number ?? '';
}

const NEW_CHEQUE = `
  insert into instrument (kind, payer, number, amount, received_on, recorded_by, recorded_at)
  values ('cheque', 'A payer', '100001', 9200, '2026-11-24', 1, now())`;

/** A refund that nobody approved and no journal has. */
const newRefund = (state: string, amount: number) => `
  insert into refund (card_payment_id, receipt_id, organisation_id, amount, reason, words, state, state_since, asked_by,
    asked_at)
  select id, receipt_id, organisation_id, ${amount}, 'paid-twice', 'Paid twice', '${state}', now(), staff_id, now()
  from card_payment where receipt_id = 1`;

/** Invariant → ways to break it, each with what guards against it in the database taken away. */
const BREAKS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  I1: [
    ['delete from posting where line = 2 and journal_id = 1'],
    ['update posting set amount = amount + 1 where line = 1 and journal_id = 1'],
    ['update journal set total = total + 1 where id = 1'],
    ['update journal set posting_count = 3 where id = 1'],
  ],
  I3: [
    [
      'alter table journal drop constraint journal_kind_source_key',
      `update journal set source = 'same', kind = 'invoice'`,
    ],
    [
      'alter table journal drop constraint journal_reverses_journal_id_key',
      `update journal set reverses_journal_id = 1, kind = 'receipt-reversal' where id in (2, 3)`,
    ],
    [`update journal set reverses_journal_id = 1, kind = 'receipt-reversal' where id = 3`],
  ],
  I7b: [
    ['update bill set line_count = line_count + 1 where id = 1'],
    ['update bill set total = total + 1 where id = 1'],
    [
      `insert into bill_run (kind, cycle, period_from, period_before, state, state_since, drafted_at, approved_by,
         approved_hash, bills_to_issue, bills_issued)
       values ('cycle', 'monthly', '2026-01-01', '2026-02-01', 'issued', now(), now(), 1, sha256('x'), 1, 1)`,
    ],
    [
      `insert into bill_run (kind, cycle, period_from, period_before, state, state_since, drafted_at)
       values ('cycle', 'monthly', '2026-01-01', '2026-02-01', 'review', now(), now())`,
      `update bill set bill_run_id = (select max(id) from bill_run) where id = 1`,
    ],
  ],
  I12: [
    ['alter table receipt add column fee real'],
    ['alter table receipt add column fee money'],
    ['alter table staff add column total integer'],
  ],
  I16: [
    ['update organisation_balance set receivable = receivable + 1'],
    ['update organisation_balance set credit = credit + 1'],
    ['delete from organisation_balance'],
  ],
  I17: [
    ['delete from recording_pause'],
    [
      'alter table recording_pause disable trigger recording_pause_moves_legally',
      `update recording_pause set pause_state = 'refused', resume_state = 'not-needed'`,
    ],
    [
      'delete from recording_pause',
      'alter table card_payment disable trigger card_page_needs_a_pause',
      `update card_payment set card_page_opened_at = now() where state = 'awaiting-card'`,
    ],
  ],
  I2: [
    ['update allocation set amount = amount + 1 where id = 1'],
    ['update invoice set total = total + 1 where id = 1'],
    ['delete from invoice_line where id = 1'],
    ['delete from allocation where id = 1'],
  ],
  I2b: [['update receipt set amount = amount + 1 where id = 1'], ['delete from allocation where receipt_id = 1']],
  I2c: [
    ['update credit_note_line set amount = amount + 100000, met_debt = met_debt + 100000 where credit_note_id = 1'],
    ['update credit_note set line_count = 2'],
    ['update credit_note_line set amount = amount - 1, met_debt = met_debt - 1 where credit_note_id = 1'],
    ['update credit_note set journal_id = 1 where id = 1'],
  ],
  I2d: [
    ['update organisation_balance set credit = credit + 1'],
    ['update credit_note set became_credit = became_credit + 1, total = total + 1 where became_credit > 0'],
  ],
  I2e: [
    [
      `insert into suspense_receipt (channel, source, amount, received_on, accounting_day, recorded_at, journal_id)
       values ('cheque', 'test:1', 500, '2026-11-24', '2026-11-24', now(), 1)`,
    ],
  ],
  I7c: [['delete from credit_note where id = 1'], ['update credit_note_counter set last_sequence = last_sequence + 1']],
  I8b: [
    ['update invoice_line set live = true where not live and corrects_line_id is null'],
    ['update invoice_line set live = false where live'],
    ['update invoice_line set replaces_line_id = 1 where id = 2'],
    [
      'alter table invoice_line drop constraint invoice_line_corrects_without_claim',
      `update invoice_line set corrects_line_id = 1, live = false where id = 2`,
    ],
  ],
  I8c: [
    [
      'alter table correction drop constraint correction_approved_by_another',
      'update correction set approved_by = asked_by',
    ],
    [`update approval set state = 'returned' where subject_kind = 'credit-note'`],
    ['delete from credit_note where id = 1'],
  ],
  I7: [['delete from invoice where id = 3'], ['update invoice_counter set last_sequence = last_sequence + 1']],
  I8: [['drop index invoice_line_lpa_billed_once', `update invoice_line set lpa_reference = 'M-0000-0000-0013'`]],
  I3p: [
    [`update receipt set source = 'govuk-pay:another' where id = 1`],
    [`update card_payment set state = 'declined' where receipt_id = 1`],
    [`update card_payment set state = 'reversed' where receipt_id = 1`],
    [`update card_payment set receipt_id = null where receipt_id = 1`],
    [`update card_payment set state = 'paid' where state = 'awaiting-card'`],
  ],
  I6: [
    [`update payment_attempt_line set is_open = true where invoice_line_id = 1`],
    [`update payment_attempt_line set is_open = false where is_open`],
    [`update payment_attempt_line set amount = amount - 1 where invoice_line_id = 1`],
  ],
  I20: [
    [`delete from usage_row_result where outcome = 'duplicate'`],
    [`delete from usage_delivery_progress where delivery_id = 1`],
    [`delete from registration where version = 1`],
    ['update usage_delivery_progress set accepted = accepted + 1, row_count = row_count + 1 where delivery_id = 1'],
  ],
  I21: [
    ['update usage_waiting_change set applied_at = null'],
    ['update usage_waiting_change set applied_at = now() where applied_at is null'],
  ],
  I22: [
    [`update registration set fee_kind = 'exempt' where version > 1`],
    ['update registration set withdrawn_at = null'],
    ['update registration set version = version + 1 where version > 1'],
    ['delete from registration_change'],
  ],
  I23: [['delete from usage_file_part'], [`update usage_file_part set bytes = bytes || '\\x00'`]],
  I24: [
    ['delete from usage_new_rows'],
    ['delete from usage_new_change'],
    ['update registration set registered_on = registered_on - 40'],
    ['select fold_usage()', 'update usage_organisation_day set standing = standing + 1'],
    ['select fold_usage()', 'update usage_day set withdrawn = withdrawn + 1'],
    ['select fold_usage()', 'delete from usage_organisation_month'],
    [
      'select fold_usage()',
      'update usage_organisation_month set full_online = full_online + 1, half_paper = half_paper - 1',
    ],
    ['select fold_usage()', `update usage_organisation_month set came_by = came_by || '?'`],
  ],
  I4: [
    [newRefund('unknown', 9_999_999)],
    ['drop index refund_one_live', newRefund('asked', 100), newRefund('asked', 100)],
  ],
  I4b: [[newRefund('approved', 100)], [newRefund('unknown', 100)]],
  I4c: [[newRefund('unknown', 100)]],
  I30: [[NEW_CHEQUE]],
  I31: [
    [NEW_CHEQUE],
    [
      `insert into bank_transfer (payer, reference, amount, banked_on, recorded_by, recorded_at)
       values ('A payer', 'LP1', 9200, '2026-11-24', 1, now())`,
    ],
    [`update receipt set channel = 'cheque' where id = 1`],
  ],
  I32: [
    [
      `insert into paying_in_slip (banked_on, total, instrument_count, made_by, made_at)
       values ('2026-11-24', 9200, 1, 1, now())`,
    ],
  ],
  I9: [
    [`delete from audit_event where kind = 'invoice.issued' and data ->> 'amount' = '2300'`],
    [`delete from audit_event where kind = 'card-payment.started'`],
    [`delete from audit_event where kind = 'card-payment.paid'`],
  ],
  I11: [
    [`update audit_event set data = '{"name": "4111111111111111"}' where kind = 'invoice.issued'`],
    [
      'alter table card_payment drop constraint card_payment_card_last_four_check',
      `update card_payment set card_last_four = '4111111111111111' where receipt_id = 1`,
    ],
    [`update card_payment set card_brand = 'visa 4111111111111111' where receipt_id = 1`],
  ],
};

test('every invariant is one that this test knows how to break', () => {
  expect(INVARIANTS.map(({ code }) => code).toSorted()).toEqual(Object.keys(BREAKS).toSorted());
});

test('books that were kept by commands break none', async () => {
  const results = await checkInvariants(books.orm.em.fork(), INVARIANTS);
  expect(results.map(({ violations }) => violations)).toEqual(INVARIANTS.map(() => 0));
});

const breaks = Object.entries(BREAKS).flatMap(([code, ways]) => ways.map((way) => ({ code, way, last: way.at(-1) })));

test.each(breaks)('$code notices: $last', async ({ code, way }) => {
  const invariant = INVARIANTS.find((one) => one.code === code);
  await superuser.query('begin');
  try {
    await superuser.query(`set local session_replication_role = 'replica'`);
    for (const statement of way) await superuser.query(statement);
    const { rows } = await superuser.query<{ what: string }>(invariant?.violations ?? '');
    expect(rows.length).toBeGreaterThan(0);
    for (const { what } of rows) expect(what).toMatch(/\w/);
  } finally {
    await superuser.query('rollback');
  }
});

test('all broken rows are counted, and five of them named', async () => {
  const rows = { code: 'X', says: 'A test', violations: `select 'row ' || n as what from generate_series(1, 9) n` };
  const [result] = await checkInvariants(books.orm.em.fork(), [rows]);
  expect(result).toEqual({
    ...{ code: 'X', says: 'A test', violations: 9 },
    examples: ['row 1', 'row 2', 'row 3', 'row 4', 'row 5'],
  });
});

test('the auditor sees every invariant checked', async () => {
  const report = await desk(books, await books.staff('auditor')).ledger.checkInvariants({});
  expect(InvariantReport.parse(report).map(({ code }) => code)).toEqual(INVARIANTS.map(({ code }) => code));
});
