import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOpenLines, issueInvoice, reverseReceipt } from '../../../server/billing/index.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { runCommand, runSystemChange } from '../../../server/platform/run-command.ts';
import { localDate } from '../../../shared/local-date.ts';
import { aLine, expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';
import { desk } from '../http/desk.ts';
import { walk } from '../http/walk.ts';
import { anOrganisation } from '../organisations/an-organisation.ts';
import { moveTo, payCardPayment } from '../platform/card-payment-rows.ts';

let books: Books;
let agent: StaffActor;
beforeAll(async () => {
  books = await openBooks();
  agent = await books.staff('agent');
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const linesOf = (number: string, limit = 100, cursor: string | null = null) =>
  desk(books, agent).billing.listInvoiceLines({ number: number as never, limit, cursor });

const idOf = async (reference: string) => {
  const [row] = await books.rows<{ id: number }>('select id from organisation where reference = ?', [reference]);
  return row?.id ?? 0;
};

test.each([1, 4, 10, 200])('pages of %d hold every line once, in the order they were given', async (limit) => {
  const organisation = await anOrganisation(books);
  const lines = Array.from({ length: 10 }, (_, at) => aLine(100 * (10 - at)));
  const { number } = await runCommand(
    books.system,
    'billing.issueInvoice',
    { commandId: randomUUID(), organisation, lines },
    issueInvoice,
  );
  await books.invoice(organisation, 9200);
  const pages = await walk((cursor) => linesOf(number, limit, cursor));
  expect(pages.flat().map(({ lpaReference }) => lpaReference)).toEqual(lines.map(({ lpaReference }) => lpaReference));
  expect(pages.flat().map(({ lineNumber }) => lineNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('the lines whose LPA or own reference begins as typed are listed, page by page, and no others', async () => {
  const organisation = await anOrganisation(books);
  const lines = Array.from({ length: 60 }, (_, at) =>
    aLine(9_200, { ownReference: at % 3 === 0 ? `PIKE/${at}` : `OTHER/${at}` }),
  );
  const { number } = await runCommand(
    books.system,
    'billing.issueInvoice',
    { commandId: randomUUID(), organisation, lines },
    issueInvoice,
  );
  const found = async (text: string, limit = 100) =>
    (await walk((cursor) => desk(books, agent).billing.listInvoiceLines({ number, text, limit, cursor }))).flat();
  expect((await found('pike/', 7)).map(({ ownReference }) => ownReference)).toEqual(
    lines.map(({ ownReference }) => ownReference).filter((reference) => reference?.startsWith('PIKE/')),
  );
  const [one] = lines;
  const typed = (one?.lpaReference ?? '').replaceAll('-', ' ').toLowerCase();
  expect((await found(typed)).map(({ lpaReference }) => lpaReference)).toEqual([one?.lpaReference]);
  expect(await found('%')).toEqual([]);
});

test('a line carries what was given, and its own reference where there was one', async () => {
  const organisation = await anOrganisation(books);
  const given = aLine(4600, { feeKind: 'half', ownReference: 'PIKE/22 – ünder £', lpaKind: 'health-and-welfare' });
  const { number } = await runCommand(
    books.system,
    'billing.issueInvoice',
    { commandId: randomUUID(), organisation, lines: [given] },
    issueInvoice,
  );
  expect((await linesOf(number)).rows).toEqual([
    {
      ...{ ...given, lineId: expect.any(Number), lineNumber: 1, paid: 0, credited: 0, outstanding: 4600 },
      ...{ description: null, beingPaid: null, payments: [], credits: [], links: [] },
    },
  ]);
});

test('a paid line leads to the payment that paid it; once that is taken back, the line is due again', async () => {
  const organisation = await anOrganisation(books);
  const { number } = await books.invoice(organisation, 9200, 0);
  const payment = await payCardPayment(books, number, agent);
  const paidLine = {
    ...{ paid: 9200, outstanding: 0 },
    payments: [
      { attemptId: payment.id, paymentReference: payment.reference, amount: 9200, paidOn: localDate('2026-11-24') },
    ],
  };
  expect((await linesOf(number)).rows).toMatchObject([paidLine, { amount: 0, outstanding: 0, payments: [] }]);
  await runSystemChange(books.system, {}, async (scope) => {
    const [receipt] = await books.rows<{ id: number }>('select receipt_id as id from card_payment where id = ?', [
      payment.id,
    ]);
    await reverseReceipt(scope, {
      ...{ receiptId: receipt?.id ?? 0, accountingDay: localDate('2026-11-26'), description: 'Taken back' },
    });
    await moveTo(scope.tx, payment.id, 'reversed');
  });
  expect((await linesOf(number)).rows).toMatchObject([{ paid: 0, outstanding: 9200, payments: [] }, {}]);
  expect(await desk(books, agent).organisations.get({ reference: organisation })).toMatchObject({
    balance: { receivable: 9200, credit: 0 },
    openInvoices: 1,
  });
});

test('lines are found for the organisation whose they are, whatever ids and numbers are asked for', async () => {
  const [mine, other] = [await anOrganisation(books), await anOrganisation(books)];
  const [first, second] = [await books.invoice(mine, 9200, 0, 4600), await books.invoice(mine, 2300)];
  const foreign = await books.invoice(other, 9200);
  const [firstLine, , thirdLine] = (await linesOf(first.number)).rows;
  const [foreignLine] = (await linesOf(foreign.number)).rows;
  const find = async (invoices: readonly string[], lineIds: readonly number[]) => {
    const found = await findOpenLines(books.orm.em.fork(), await idOf(mine), { invoices: invoices as never, lineIds });
    return found.map(({ invoiceNumber, outstanding }) => [invoiceNumber, outstanding]);
  };
  const [a, c] = [firstLine?.lineId ?? 0, thirdLine?.lineId ?? 0];
  expect(await find([second.number, first.number], [])).toEqual([
    ...[
      [first.number, 9200],
      [first.number, 4600],
      [second.number, 2300],
    ],
  ]);
  expect(await find([], [c, a])).toEqual([
    [first.number, 9200],
    [first.number, 4600],
  ]);
  expect(await find([first.number], [a, c, a])).toEqual([
    [first.number, 9200],
    [first.number, 4600],
  ]);
  expect(await find([foreign.number], [foreignLine?.lineId ?? 0])).toEqual([]);
  expect(await find([second.number], [foreignLine?.lineId ?? 0, 999_999_999])).toEqual([[second.number, 2300]]);
  expect(await find([], [])).toEqual([]);
});

test.each(["LP26000001A') or true --", '%', ''])('an invoice number %j finds no lines', async (number) => {
  const organisation = await anOrganisation(books);
  await books.invoice(organisation, 9200);
  const choice = { invoices: [number as never], lineIds: [] };
  expect(await findOpenLines(books.orm.em.fork(), await idOf(organisation), choice)).toEqual([]);
});

test.each([
  ['a control character', 'A\u0000B', 'its own reference has a control character in it'],
  ['a line break', 'A\nB', 'its own reference has a control character in it'],
])('a reference of their own with %s in it is refused, and not repeated', async (_what, ownReference, reason) => {
  const organisation = await anOrganisation(books);
  const lines = [aLine(9200), aLine(4600, { ownReference })];
  const issue = runCommand(
    books.system,
    'billing.issueInvoice',
    { commandId: randomUUID(), organisation, lines },
    issueInvoice,
  );
  const lpaReference = lines[1]?.lpaReference;
  await expect(issue).rejects.toMatchObject({
    code: 'INVOICE_LINES_REFUSED',
    details: { line: 2, lpaReference, reason },
  });
});

test('a reference of their own with a card number in it is refused before any of it is read', async () => {
  const organisation = await anOrganisation(books);
  const lines = [aLine(9200), aLine(4600, { ownReference: 'pd by 4111 1111 1111 1111' })];
  const input = { commandId: randomUUID(), organisation, lines };
  await expect(runCommand(books.system, 'billing.issueInvoice', input, issueInvoice)).rejects.toMatchObject({
    code: 'TEXT_HOLDS_CARD_NUMBER',
    details: { field: 'own reference' },
  });
});
