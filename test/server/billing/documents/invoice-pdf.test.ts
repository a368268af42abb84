import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueInvoice } from '../../../../server/billing/index.ts';
import { openInvoiceCsv, openInvoicePdf } from '../../../../server/billing/documents/open-invoice.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { NewInvoiceLine } from '../../../../shared/contracts/billing.ts';
import type { InvoiceNumber } from '../../../../shared/checked-reference.ts';
import { aLine, openBooks, type Books } from '../../../support/books.ts';
import { readPdf, readPdfTexts } from '../../../support/read-pdf.ts';
import { TEST_SENDER } from '../../http/http-under-test.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

async function issue(lines: NewInvoiceLine[], name = 'Cyfreithwyr Llŷn & Daughters'): Promise<InvoiceNumber> {
  const organisation = await books.organisation(name);
  await books.rows(`update organisation set purchase_order = 'PO-77/A' where reference = '${organisation}'`);
  const input = { commandId: randomUUID(), organisation, lines };
  return (await runCommand(books.system, 'billing.issueInvoice', input, issueInvoice)).number;
}

async function bytesOf(number: InvoiceNumber): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of await openInvoicePdf(books.orm.em.fork(), number, TEST_SENDER))
    pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('an invoice says who owes what by when, how to pay, and lists its LPAs by the organisation’s own reference', async () => {
  const lines = [
    aLine(9200, { ownReference: null }),
    aLine(9200, { ownReference: 'B-2' }),
    aLine(4600, { ownReference: 'A-1', feeKind: 'half' }),
    aLine(9200, { ownReference: 'B-2' }),
    aLine(0, { ownReference: 'A-1' }),
  ];
  const number = await issue(lines);
  const pdf = await readPdf(await bytesOf(number));
  const [first = '', second = ''] = pdf.pages;
  for (const said of [
    ...[
      `Invoice ${number}`,
      '£322.00 to pay by 24 December 2026',
      'Cyfreithwyr Llŷn & Daughters',
      '1 Market Street',
      'ZZ1 1ZZ',
    ],
    ...[
      'PO-77/A',
      'Full fee £92.00 3 £276.00',
      'Half (remission) £46.00 1 £46.00',
      'Exempt £0.00 1 £0.00',
      'Total 5 £322.00',
    ],
    ...[
      '10-20-30',
      '12345678',
      `Payment reference ${number}`,
      'Ring 01632 960000',
      'up to £5,000.00 by card',
      'Page 1 of 2',
    ],
    ...[`with ${number} on the back, to Office of the Public Guardian, PO Box 1, Testford, ZZ1 1ZZ`],
  ]) {
    expect(first).toContain(said);
  }
  const order = [
    'A-1',
    lines[2],
    lines[4],
    'B-2',
    lines[1],
    lines[3],
    'Without a reference of yours',
    lines[0],
    'Total of this invoice',
  ];
  const places = order.map((what) => second.indexOf(typeof what === 'string' ? what : (what?.lpaReference ?? '')));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(second).toContain('Your reference B-2 2 LPAs £184.00');
  expect(second).toContain('Total of this invoice 5 LPAs £322.00');
});

test('a screen reader finds language, title, headings, and tables whose headers name their rows and columns', async () => {
  const number = await issue([aLine(9200, { ownReference: 'A-1' })]);
  const bytes = await bytesOf(number);
  const pdf = await readPdf(bytes);
  expect(pdf).toMatchObject({
    isTagged: true,
    language: 'en-GB',
    title: `Invoice ${number} to Cyfreithwyr Llŷn & Daughters`,
  });
  const tags = pdf.tags.flat();
  const texts = (role: string) => tags.filter((tag) => tag.role === role).map(({ text }) => text);
  expect(texts('H1')).toEqual([`Invoice ${number}`]);
  expect(texts('H2')).toEqual(['What it is for', 'How to pay', 'LPAs on this invoice']);
  expect(texts('H3')).toEqual(['By bank transfer', 'By card over the phone', 'By cheque in the post']);
  expect(texts('Table')).toHaveLength(4);
  for (const header of ['LPA reference', 'Registered', 'Amount', 'Payment reference', 'Your reference A-1']) {
    expect(texts('TH')).toContain(header);
  }
  expect(texts('TD')).toContain('£92.00');
  // What is repeated for the eye is not read out again.
  expect(tags.some(({ text }) => text.includes('Page 1 of'))).toBe(false);
  const source = bytes.toString('latin1');
  for (const sign of ['/Scope /Row', '/Scope /Column', '/FontFile2', '/ViewerPreferences', 'pdfuaid:part'])
    expect(source).toContain(sign);
});

test('above the card limit it says to pay by transfer, and where nothing is owed, that nothing is', async () => {
  const dear = await readPdf(await bytesOf(await issue(Array.from({ length: 60 }, () => aLine(9200)))));
  expect(dear.pages[0]).toContain(
    'We can take up to £5,000.00 by card at a time. This invoice is for more, so please pay it by bank transfer.',
  );
  const exempt = await readPdf(await bytesOf(await issue([aLine(0)])));
  expect(exempt.pages[0]).toContain('Nothing to pay');
  expect(exempt.pages[0]).not.toContain('Sort code');
});

test('the same invoice has the same bytes, whenever it is made', async () => {
  const number = await issue([aLine(9200, { ownReference: 'A' }), aLine(4600, { feeKind: 'half' })]);
  const before = sha256(await bytesOf(number));
  books.clock.advance({ minutes: 60 * 24 * 40 });
  expect(sha256(await bytesOf(number))).toBe(before);
});

test('5,000 LPAs are paged with their header row on each page, and none is lost', async () => {
  const lines = Array.from({ length: 5_000 }, (_, index) =>
    aLine(9200, { ownReference: index % 3 === 0 ? null : `M/${1 + Math.floor(index / 4)}` }),
  );
  const number = await issue(lines);
  const begun = performance.now();
  const bytes = await bytesOf(number);
  console.log(
    `figure invoice-pdf-5000-lines ${Math.round(performance.now() - begun)} ms, ${Math.round(bytes.length / 1024)} KiB`,
  );
  expect(performance.now() - begun).toBeLessThan(30_000);
  const pages = await readPdfTexts(bytes);
  expect(pages.at(-1)).toContain(`Page ${pages.length} of ${pages.length}`);
  for (const page of pages.slice(1)) expect(page).toContain('LPA reference Type Received Registered Fee Amount');
  const whole = pages.join(' ');
  expect(lines.filter(({ lpaReference }) => !whole.includes(lpaReference))).toEqual([]);
  expect(whole).toContain('5,000 LPAs £460,000.00');
}, 120_000);

test('its lines as CSV: in the same order, and no cell is ever a formula', async () => {
  const lines = [
    aLine(9200, { ownReference: '=HYPERLINK("http://x","y")' }),
    aLine(9200, { ownReference: 'Smith, "the elder"' }),
    aLine(4600, { ownReference: '@SUM(A1)', feeKind: 'half' }),
  ];
  const number = await issue(lines);
  let text = '';
  for await (const piece of await openInvoiceCsv(books.orm.em.fork(), number)) text += String(piece);
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const [head, ...rows] = text.slice(1).split('\r\n');
  expect(head).toBe('Invoice,Line,Your reference,LPA reference,Type,Received,Registered,Fee,Amount (£)');
  expect(rows).toEqual([
    `${number},1,"'=HYPERLINK(""http://x"",""y"")",${lines[0]?.lpaReference},Property and finance,2026-07-01,2026-09-30,Full fee,92.00`,
    `${number},3,'@SUM(A1),${lines[2]?.lpaReference},Property and finance,2026-07-01,2026-09-30,Half (remission),46.00`,
    `${number},2,"Smith, ""the elder""",${lines[1]?.lpaReference},Property and finance,2026-07-01,2026-09-30,Full fee,92.00`,
    '',
  ]);
});
