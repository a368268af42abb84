import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getInvoice } from '../../../../server/billing/list-invoices.ts';
import { listInvoiceLines } from '../../../../server/billing/list-invoice-lines.ts';
import { getCorrection } from '../../../../server/billing/corrections/list-corrections.ts';
import { getCreditNote, listCreditNotes } from '../../../../server/billing/corrections/list-credit-notes.ts';
import { listDifferences } from '../../../../server/billing/corrections/list-differences.ts';
import { reviseCorrection } from '../../../../server/billing/corrections/revise-correction.ts';
import { withdrawCorrection } from '../../../../server/billing/corrections/withdraw-correction.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import { CreditNoteNumberSchema, InvoiceNumberSchema } from '../../../../shared/checked-reference.ts';
import {
  CorrectionRecord,
  CreditNotePage,
  CreditNoteRecord,
  DifferencePage,
} from '../../../../shared/contracts/corrections.ts';
import { InvoiceLinePage, InvoiceRecord } from '../../../../shared/contracts/billing.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { aLine, expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { payCardPayment, placeAwaitingCard } from '../../platform/card-payment-rows.ts';
import { corrected, openFeed, registered, withdrawn, type Feed } from '../../usage/feed-under-test.ts';
import {
  approveAs,
  ask,
  aRequest,
  balanceOf,
  correct,
  linesOf,
  madeBy,
  people,
  sendBack,
  standingOf,
  type People,
} from './correction-under-test.ts';

let books: Books;
let team: People;
let feed: Feed;
beforeAll(async () => {
  books = await openBooks();
  team = await people(books);
  feed = await openFeed(books);
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const credit = (invoice: string, lines: { lineId: number; amount: number }[]) => ({
  kind: 'credit-note',
  invoice,
  lines,
});

describe('a credit note', () => {
  test('takes an unpaid line off the debt, and frees its LPA to be billed again', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200, 4600);
    const [first, second] = await linesOf(books, number);
    const asked = await correct(books, team, credit(number, [{ lineId: first?.id ?? 0, amount: 9200 }]));
    const { note, invoice } = await madeBy(books, asked);
    expect(CreditNoteNumberSchema.parse(note).length).toBeLessThanOrEqual(18);
    expect(invoice).toBeNull();
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 4600, credit: 0 });
    expect(await standingOf(books, number)).toEqual({ total: 13_800, paid: 0, credited: 9200, outstanding: 4600 });
    expect(await linesOf(books, number)).toMatchObject([{ live: false }, { live: true }]);
    const again = { ...aLine(9200), lpaReference: first?.lpa };
    await correct(books, team, { kind: 'one-off-invoice', organisation, lines: [again] });
    const twice = { ...aLine(4600), lpaReference: second?.lpa };
    await expect(
      ask(books, team.asker, { kind: 'one-off-invoice', organisation, lines: [twice] }),
    ).rejects.toMatchObject({ code: 'LPA_ALREADY_BILLED', details: { number } });
  });

  test('of a paid line becomes credit on account, never a debt below nothing', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200);
    await payCardPayment(books, number, await books.staff('agent'));
    const [line] = await linesOf(books, number);
    await correct(books, team, credit(number, [{ lineId: line?.id ?? 0, amount: 4600 }]));
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 0, credit: 4600 });
    expect(await standingOf(books, number)).toEqual({ total: 9200, paid: 9200, credited: 4600, outstanding: 0 });
  });

  test('meets what a part-paid line still owes before any of it becomes credit', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200, 4600);
    await payCardPayment(books, number, await books.staff('agent'), { firstLineOnly: true });
    const lines = await linesOf(books, number);
    await correct(
      books,
      team,
      credit(
        number,
        lines.map(({ id, amount }) => ({ lineId: id, amount })),
      ),
    );
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 0, credit: 9200 });
    const record = await getInvoice(books.orm.em.fork(), InvoiceNumberSchema.parse(number), {
      staffId: team.asker.staffId,
      today: localDate('2026-11-24'),
    });
    expect(InvoiceRecord.parse(record)).toMatchObject({ status: 'credited', outstanding: 0, credited: 13_800 });
    expect(record.creditNotes).toMatchObject([{ total: 13_800 }]);
  });

  test('is never more than the line’s amount less earlier credits', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200);
    const [line] = await linesOf(books, number);
    const of = (amount: number) => credit(number, [{ lineId: line?.id ?? 0, amount }]);
    await expect(ask(books, team.asker, of(9201))).rejects.toMatchObject({ code: 'CREDIT_ABOVE_LINE' });
    await correct(books, team, of(4600));
    await expect(ask(books, team.asker, of(4601))).rejects.toMatchObject({ details: { most: 4600 } });
    await correct(books, team, of(4600));
    await expect(ask(books, team.asker, of(0))).rejects.toMatchObject({ code: 'CREDIT_ABOVE_LINE' });
  });

  test('ends the claim of an LPA that cost nothing, with no journal', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 0);
    const [line] = await linesOf(books, number);
    await correct(books, team, credit(number, [{ lineId: line?.id ?? 0, amount: 0 }]));
    expect(await linesOf(books, number)).toMatchObject([{ live: false }]);
  });

  test('numbers have no gap when one in between is refused, and the list and record say all of it', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200, 9200);
    const [first, second] = await linesOf(books, number);
    await correct(books, team, credit(number, [{ lineId: first?.id ?? 0, amount: 100 }]));
    await expect(
      ask(books, team.asker, credit(number, [{ lineId: first?.id ?? 0, amount: 9200 }])),
    ).rejects.toMatchObject({ code: 'CREDIT_ABOVE_LINE' });
    const last = await correct(books, team, credit(number, [{ lineId: second?.id ?? 0, amount: 9200 }]));
    const page = CreditNotePage.parse(
      await listCreditNotes(books.orm.em.fork(), { organisation, cursor: null, limit: 10 }),
    );
    expect(page.rows).toMatchObject([
      { total: 9200, askedBy: team.asker.name, approvedBy: team.approver.name, invoice: number },
      { total: 100 },
    ]);
    const [newest, oldest] = page.rows.map((row) => Number(row.number.slice(4, 10)));
    expect((newest ?? 0) - (oldest ?? 0)).toBe(1);
    const record = CreditNoteRecord.parse(
      await getCreditNote(books.orm.em.fork(), CreditNoteNumberSchema.parse((await madeBy(books, last)).note)),
    );
    expect(record.lines).toMatchObject([{ amount: 9200, offDebt: 9200, toAccount: 0 }]);
    const lines = InvoiceLinePage.parse(
      await listInvoiceLines(
        books.orm.em.fork(),
        { number: InvoiceNumberSchema.parse(number), text: '', cursor: null, limit: 10 },
        team.asker.staffId,
      ),
    );
    expect(lines.rows).toMatchObject([
      { credited: 100, outstanding: 9100 },
      { credited: 9200, outstanding: 0, credits: [{ number: record.number }] },
    ]);
  });
});

describe('asking and approving', () => {
  test('nothing happens until another person approves, and never by one’s own hand', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200);
    const [line] = await linesOf(books, number);
    const manager = await books.staff('finance-manager');
    const asked = await ask(books, manager, credit(number, [{ lineId: line?.id ?? 0, amount: 9200 }]));
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 9200, credit: 0 });
    await expect(approveAs(books, manager, asked)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
    await expect(approveAs(books, team.asker, asked)).rejects.toMatchObject({ code: 'APPROVAL_NOT_PERMITTED' });
    await approveAs(books, team.approver, asked);
    await expect(approveAs(books, team.approver, asked)).rejects.toMatchObject({ code: 'APPROVAL_ALREADY_DECIDED' });
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 0, credit: 0 });
  });

  test('a payment between asking and approving makes it another thing: it is voided and can be asked for anew', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200);
    const [line] = await linesOf(books, number);
    const request = credit(number, [{ lineId: line?.id ?? 0, amount: 9200 }]);
    const asked = await ask(books, team.asker, request);
    await payCardPayment(books, number, await books.staff('agent'));
    await expect(approveAs(books, team.approver, asked)).rejects.toMatchObject({ code: 'APPROVAL_SUBJECT_CHANGED' });
    expect(await madeBy(books, asked)).toMatchObject({ state: 'returned', note: null });
    const again = await runCommand(
      books.as(team.asker),
      'corrections.revise',
      { commandId: randomUUID(), correctionId: asked.correctionId, request: aRequest(request) },
      reviseCorrection,
    );
    await approveAs(books, team.approver, { ...asked, approvalId: again.approvalId ?? 0 });
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 0, credit: 9200 });
  });

  test('an edit voids what waited, and its editor may not approve it', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200);
    const [line] = await linesOf(books, number);
    const asked = await ask(books, team.asker, credit(number, [{ lineId: line?.id ?? 0, amount: 9200 }]));
    const editor = await books.staff('finance-manager');
    const request = aRequest(credit(number, [{ lineId: line?.id ?? 0, amount: 100 }]));
    const edited = await runCommand(
      books.as(editor),
      'corrections.revise',
      { commandId: randomUUID(), correctionId: asked.correctionId, request },
      reviseCorrection,
    );
    await expect(approveAs(books, team.approver, asked)).rejects.toMatchObject({ code: 'APPROVAL_ALREADY_DECIDED' });
    const now = { ...asked, approvalId: edited.approvalId ?? 0 };
    await expect(approveAs(books, editor, now)).rejects.toMatchObject({ code: 'APPROVAL_OF_OWN_WORK' });
    await approveAs(books, team.approver, now);
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 9100, credit: 0 });
  });

  test('one correction of an invoice is open at a time; taken back it does nothing', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200, 9200);
    const [first, second] = await linesOf(books, number);
    const asked = await ask(books, team.asker, credit(number, [{ lineId: first?.id ?? 0, amount: 1 }]));
    const other = credit(number, [{ lineId: second?.id ?? 0, amount: 1 }]);
    await expect(ask(books, team.asker, other)).rejects.toMatchObject({ code: 'CORRECTION_ALREADY_OPEN' });
    await sendBack(books, team.approver, asked);
    expect(
      CorrectionRecord.parse(await getCorrection(books.orm.em.fork(), asked.correctionId, books.clock.now())),
    ).toMatchObject({ state: 'returned', returnedReason: 'Say why', preview: { effect: { credited: 1 } } });
    await expect(ask(books, team.asker, other)).rejects.toMatchObject({ code: 'CORRECTION_ALREADY_OPEN' });
    const takeBack = { commandId: randomUUID(), correctionId: asked.correctionId };
    await runCommand(books.as(team.asker), 'corrections.withdraw', takeBack, withdrawCorrection);
    await expect(
      runCommand(
        books.as(team.asker),
        'corrections.withdraw',
        { ...takeBack, commandId: randomUUID() },
        withdrawCorrection,
      ),
    ).rejects.toMatchObject({ code: 'CORRECTION_NOT_OPEN' });
    await correct(books, team, other);
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 18_399, credit: 0 });
  });

  test('a line under an open card payment is not credited away: refused with who is on it, and waits', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200, 4600);
    const [first, second] = await linesOf(books, number);
    const asked = await ask(books, team.asker, credit(number, [{ lineId: first?.id ?? 0, amount: 9200 }]));
    const agent = await books.staff('agent');
    await placeAwaitingCard(books, number, agent, { firstLineOnly: true });
    await expect(approveAs(books, team.approver, asked)).rejects.toMatchObject({
      code: 'LINE_ALREADY_BEING_PAID',
      details: { by: agent.name },
    });
    expect(await madeBy(books, asked)).toMatchObject({ state: 'waiting', note: null });
    const input = { commandId: randomUUID(), correctionId: asked.correctionId };
    await runCommand(books.as(team.asker), 'corrections.withdraw', input, withdrawCorrection);
    await correct(books, team, credit(number, [{ lineId: second?.id ?? 0, amount: 4600 }]));
    await expect(ask(books, team.asker, credit(number, [{ lineId: first?.id ?? 0, amount: 1 }]))).rejects.toMatchObject(
      { code: 'LINE_ALREADY_BEING_PAID' },
    );
  });

  test('no card number is kept in the words', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200);
    const [line] = await linesOf(books, number);
    const request = { ...credit(number, [{ lineId: line?.id ?? 0, amount: 1 }]), words: 'Card 4000 0000 0000 0002' };
    await expect(ask(books, team.asker, request)).rejects.toMatchObject({ code: 'TEXT_HOLDS_CARD_NUMBER' });
  });
});

describe('a debit correction', () => {
  test('charges the difference to what the right kind of fee costs, on a line that points at what it corrects', async () => {
    const organisation = await books.organisation();
    const line = { ...aLine(4600), feeKind: 'half' as const };
    const made = await correct(books, team, { kind: 'one-off-invoice', organisation, lines: [line] });
    const number = (await madeBy(books, made)).invoice ?? '';
    const [half] = await linesOf(books, number);
    const lines = [{ lineId: half?.id, feeKind: 'full' }];
    const asked = await correct(books, team, { kind: 'debit-correction', invoice: number, lines });
    const added = (await madeBy(books, asked)).invoice ?? '';
    expect(await standingOf(books, added)).toMatchObject({ total: 4600, outstanding: 4600 });
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 9200, credit: 0 });
    expect(await linesOf(books, added)).toMatchObject([{ lpa: half?.lpa, live: false }]);
    await expect(ask(books, team.asker, { kind: 'debit-correction', invoice: number, lines })).rejects.toMatchObject({
      code: 'CORRECTION_NOTHING_TO_DO',
      details: { amount: 9200, price: 9200 },
    });
    // What was added goes first; only then can the LPA be let go and billed anew.
    const whole = credit(number, [{ lineId: half?.id ?? 0, amount: 4600 }]);
    await expect(ask(books, team.asker, whole)).rejects.toMatchObject({ code: 'LINE_CORRECTED_ELSEWHERE' });
    const [more] = await linesOf(books, added);
    await correct(books, team, credit(added, [{ lineId: more?.id ?? 0, amount: 4600 }]));
    await correct(books, team, whole);
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 0, credit: 0 });
  });
});

describe('a reissue', () => {
  test('credits the whole invoice and writes it anew with the changes, linked both ways', async () => {
    const organisation = await books.organisation();
    const { number } = await books.invoice(organisation, 9200, 9200, 9200);
    const [first, second, third] = await linesOf(books, number);
    await correct(books, team, credit(number, [{ lineId: third?.id ?? 0, amount: 1200 }]));
    const changes = [
      { lineId: first?.id, feeKind: 'half', ownReference: 'NEW/1' },
      { lineId: second?.id, leaveOut: true },
    ];
    const asked = await correct(books, team, { kind: 'reissue', invoice: number, changes });
    const { invoice: anew, note } = await madeBy(books, asked);
    expect(await standingOf(books, number)).toEqual({ total: 27_600, paid: 0, credited: 27_600, outstanding: 0 });
    expect(await standingOf(books, anew ?? '')).toMatchObject({ total: 4600 + 8000, outstanding: 12_600 });
    expect(await linesOf(books, anew ?? '')).toMatchObject([
      { lpa: first?.lpa, amount: 4600, live: true },
      { lpa: third?.lpa, amount: 8000, live: true },
    ]);
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 12_600, credit: 0 });
    const reader = { staffId: team.asker.staffId, today: localDate('2026-11-24') };
    const [old, fresh] = await Promise.all(
      [number, anew].map((one) => getInvoice(books.orm.em.fork(), InvoiceNumberSchema.parse(one), reader)),
    );
    expect(old).toMatchObject({ replacedBy: anew, replaces: null });
    expect(old?.creditNotes.map((credited) => credited.number)).toContain(note);
    expect(fresh).toMatchObject({ replaces: number, replacedBy: null, kind: 'reissue' });
    await expect(ask(books, team.asker, { kind: 'reissue', invoice: number, changes: [] })).rejects.toMatchObject({
      code: 'CORRECTION_NOTHING_TO_DO',
    });
  });
});

describe('a move to the right organisation', () => {
  test('credits here, bills there and registers there, in one transaction', async () => {
    const [wrong, right] = [await books.organisation('Wrong & Co'), await books.organisation('Right & Co')];
    const event = registered(wrong);
    await feed(event);
    const line = {
      ...aLine(9200),
      lpaReference: event.lpaReference,
      receivedOn: event.receivedOn,
      registeredOn: event.registeredOn,
    };
    const billed = await madeBy(
      books,
      await correct(books, team, {
        kind: 'one-off-invoice',
        organisation: wrong,
        lines: [line, aLine(4600, { feeKind: 'half' })],
      }),
    );
    const [moving] = await linesOf(books, billed.invoice ?? '');
    const request = { kind: 'move-registration', invoice: billed.invoice, lineIds: [moving?.id], to: right };
    await expect(ask(books, team.asker, { ...request, to: wrong })).rejects.toMatchObject({
      code: 'CORRECTION_REFUSED',
    });
    const asked = await correct(books, team, request);
    const made = await madeBy(books, asked);
    expect(await balanceOf(books, wrong)).toEqual({ receivable: 4600, credit: 0 });
    expect(await balanceOf(books, right)).toEqual({ receivable: 9200, credit: 0 });
    const [registration] = await books.rows(
      `select organisation.reference, registration.version from registration join organisation on organisation.id = organisation_id
       where lpa_reference = ?`,
      [event.lpaReference],
    );
    expect(registration).toEqual({ reference: right, version: 2 });
    expect(await linesOf(books, made.invoice ?? '')).toMatchObject([{ lpa: event.lpaReference, live: true }]);
    expect(
      await books.rows('select from invoice_line where lpa_reference = ? and live', [event.lpaReference]),
    ).toHaveLength(1);
    const page = DifferencePage.parse(await listDifferences(books.orm.em.fork(), { cursor: null, limit: 100 }));
    expect(page.rows.filter(({ lpaReference }) => lpaReference === event.lpaReference)).toEqual([]);
  });

  test('leaves what was paid as credit on account with the organisation that paid it', async () => {
    const [wrong, right] = [await books.organisation(), await books.organisation()];
    const { number } = await books.invoice(wrong, 9200);
    await payCardPayment(books, number, await books.staff('agent'));
    const [line] = await linesOf(books, number);
    await correct(books, team, { kind: 'move-registration', invoice: number, lineIds: [line?.id], to: right });
    expect(await balanceOf(books, wrong)).toEqual({ receivable: 0, credit: 9200 });
    expect(await balanceOf(books, right)).toEqual({ receivable: 9200, credit: 0 });
  });
});

describe('what a registration comes to say after it was billed', () => {
  async function billedRegistration(feeKind: string, amount: number) {
    const organisation = await books.organisation();
    const event = registered(organisation, { feeKind });
    await feed(event);
    const line = {
      ...aLine(amount),
      feeKind,
      lpaReference: event.lpaReference,
      receivedOn: event.receivedOn,
      registeredOn: event.registeredOn,
    };
    const made = await correct(books, team, { kind: 'one-off-invoice', organisation, lines: [line] });
    return { organisation, event, invoice: (await madeBy(books, made)).invoice ?? '' };
  }
  const differences = async (lpa: string) => {
    const page = await listDifferences(books.orm.em.fork(), { cursor: null, limit: 100 });
    return DifferencePage.parse(page).rows.filter(({ lpaReference }) => lpaReference === lpa);
  };

  test('a remission granted late asks for a credit, which puts it right', async () => {
    const { event, invoice, organisation } = await billedRegistration('full', 9200);
    expect(await differences(event.lpaReference)).toEqual([]);
    await feed(corrected(event.lpaReference, { feeKind: 'half' }));
    const [difference] = await differences(event.lpaReference);
    expect(difference).toMatchObject({ asks: 'credit', charged: 9200, price: 4600, billedAs: 'full', nowIs: 'half' });
    const lines = [{ lineId: difference?.lineId ?? 0, amount: 4600 }];
    await correct(books, team, { ...credit(invoice, lines), reason: 'fee-lowered' });
    expect(await differences(event.lpaReference)).toEqual([]);
    expect(await balanceOf(books, organisation)).toEqual({ receivable: 4600, credit: 0 });
  });

  test('a withdrawal asks for a credit of the whole, a change of organisation for a move, a refusal for more', async () => {
    const gone = await billedRegistration('full', 9200);
    await feed(withdrawn(gone.event.lpaReference));
    expect(await differences(gone.event.lpaReference)).toMatchObject([{ asks: 'credit', price: 0, withdrawn: true }]);
    const other = await books.organisation();
    const moved = await billedRegistration('full', 9200);
    await feed(corrected(moved.event.lpaReference, { organisation: other }));
    expect(await differences(moved.event.lpaReference)).toMatchObject([
      { asks: 'move', movedTo: { reference: other } },
    ]);
    const refused = await billedRegistration('half', 4600);
    await feed(corrected(refused.event.lpaReference, { feeKind: 'full' }));
    expect(await differences(refused.event.lpaReference)).toMatchObject([
      { asks: 'charge', charged: 4600, price: 9200 },
    ]);
    await feed(corrected(refused.event.lpaReference, { feeKind: 'hardship' }, { occurredAt: '2026-11-22T09:00:00Z' }));
    expect(await differences(refused.event.lpaReference)).toEqual([]);
  });
});
