import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCreditNotePdf, openStatementPdf } from '../../../../server/billing/documents/open-letters.ts';
import { openInvoicePdf } from '../../../../server/billing/documents/open-invoice.ts';
import { CreditNoteNumberSchema, InvoiceNumberSchema } from '../../../../shared/checked-reference.ts';
import { localDate } from '../../../../shared/local-date.ts';
import { expectBooksInOrder, openBooks, type Books } from '../../../support/books.ts';
import { readPdf, readPdfTexts } from '../../../support/read-pdf.ts';
import { TEST_SENDER } from '../../http/http-under-test.ts';
import { correct, linesOf, madeBy, people, type People } from '../corrections/correction-under-test.ts';

let books: Books;
let team: People;
beforeAll(async () => {
  books = await openBooks();
  team = await people(books);
});
afterAll(async () => {
  await expectBooksInOrder(books);
  await books.close();
});

async function bytesOf(pieces: AsyncIterable<unknown>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece as Buffer);
  return Buffer.concat(all);
}

const AT = new Date('2026-11-24T10:00:00Z');
const YEAR = { from: localDate('2026-04-01'), before: localDate('2027-04-01') };

test('a credit note says what was taken off which invoice, why, and what is held in credit, and is tagged', async () => {
  const organisation = await books.organisation('Cyfreithwyr Llŷn');
  const { number } = await books.invoice(organisation, 9200, 4600);
  const [line] = await linesOf(books, number);
  const lines = [{ lineId: line?.id, amount: 4600 }];
  const made = await correct(books, team, { kind: 'credit-note', invoice: number, lines, words: 'Granted late' });
  const note = CreditNoteNumberSchema.parse((await madeBy(books, made)).note);
  const pdf = await readPdf(await bytesOf(await openCreditNotePdf(books.orm.em.fork(), note, TEST_SENDER)));
  expect(pdf).toMatchObject({ isTagged: true, language: 'en-GB', title: `Credit note ${note}, Cyfreithwyr Llŷn` });
  for (const said of [
    ...[`Credit note ${note}`, `£46.00 taken off invoice ${number}`, 'Granted late', line?.lpa ?? ''],
    ...['Taken off what you owe £46.00', 'Held for you in credit £0.00', 'Page 1 of 1'],
  ]) {
    expect(pdf.pages[0]).toContain(said);
  }
  const tags = pdf.tags.flat();
  expect(tags.filter(({ role }) => role === 'H1').map(({ text }) => text)).toEqual([`Credit note ${note}`]);
  expect(tags.filter(({ role }) => role === 'TH').map(({ text }) => text)).toContain('LPA reference');
});

test('a statement goes on for as many pages as it needs, each entry once, and the same bytes each time', async () => {
  const organisation = await books.organisation('Many & Co');
  const numbers: string[] = [];
  for (let at = 0; at < 90; at += 1) numbers.push((await books.invoice(organisation, 9200)).number);
  const open = async () =>
    bytesOf(await openStatementPdf(books.orm.em.fork(), { organisation, period: YEAR }, AT, TEST_SENDER));
  const bytes = await open();
  expect((await open()).equals(bytes)).toBe(true);
  const pages = await readPdfTexts(bytes);
  expect(pages.length).toBeGreaterThan(1);
  for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
  const all = pages.join(' ');
  for (const number of numbers) expect(all.split(number)).toHaveLength(2);
  expect(all).toContain('1 April 2026 to 31 March 2027: £8,280.00 is owed');
  expect(pages.at(-1)).toContain('Closing balance');
});

test('an invoice that was written in place of another says so', async () => {
  const organisation = await books.organisation();
  const { number } = await books.invoice(organisation, 9200);
  const made = await madeBy(books, await correct(books, team, { kind: 'reissue', invoice: number, changes: [] }));
  const anew = InvoiceNumberSchema.parse(made.invoice);
  const [first] = await readPdfTexts(await bytesOf(await openInvoicePdf(books.orm.em.fork(), anew, TEST_SENDER)));
  expect(first).toContain(`In place of invoice ${number}`);
});
