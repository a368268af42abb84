import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueInvoice } from '../../../server/billing/index.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import { localDate } from '../../../shared/local-date.ts';
import { aLine, expectBooksInOrder, openBooks, type Books } from '../../support/books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

const issue = (organisation: Awaited<ReturnType<Books['organisation']>>, lines: ReturnType<typeof aLine>[]) =>
  runCommand(books.system, 'billing.issueInvoice', { commandId: randomUUID(), organisation, lines }, issueInvoice);

test('an invoice is due after the credit terms and posts its total', async () => {
  const organisation = await books.organisation();
  const invoice = await books.invoice(organisation, 9200, 4600, 2300);
  expect(invoice).toMatchObject({ total: 16_100, dueOn: '2026-12-24', lineCount: 3 });
  expect(invoice.number).toMatch(/^LP26\d{6}[A-HJ-NPR-Z]$/);
  const [balance] = await books.rows(
    'select receivable from organisation_balance join organisation on id = organisation_id where reference = ?',
    [organisation],
  );
  expect(balance).toEqual({ receivable: 16_100 });
});

test('numbers have no gap when an invoice in between is refused', async () => {
  const organisation = await books.organisation();
  const first = await books.invoice(organisation, 9200);
  const twice = aLine(9200);
  await expect(issue(organisation, [twice, twice])).rejects.toMatchObject({ code: 'INVOICE_LINES_REFUSED' });
  const second = await books.invoice(organisation, 9200);
  expect(Number(second.number.slice(4, 10))).toBe(Number(first.number.slice(4, 10)) + 1);
});

test('an LPA that stands on an invoice cannot be billed again', async () => {
  const organisation = await books.organisation();
  const line = aLine(9200);
  await issue(organisation, [line]);
  await expect(issue(organisation, [line])).rejects.toMatchObject({ code: 'LPA_ALREADY_BILLED' });
});

test.each([
  ['registered before it was received', { registeredOn: localDate('2026-06-30') }],
  ['registered in the future', { registeredOn: localDate('2026-11-25') }],
  ['exempt and not free', { feeKind: 'exempt' as const }],
])('a line that is %s is refused, and nothing is written', async (_what, overrides) => {
  const organisation = await books.organisation();
  await expect(issue(organisation, [aLine(9200, overrides)])).rejects.toMatchObject({ code: 'INVOICE_LINES_REFUSED' });
  expect(
    await books.rows('select from invoice join organisation on organisation.id = organisation_id where reference = ?', [
      organisation,
    ]),
  ).toHaveLength(0);
});
