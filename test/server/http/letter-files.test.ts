import { afterAll, beforeAll, expect, test } from 'vitest';
import { correct, linesOf, madeBy, people } from '../billing/corrections/correction-under-test.ts';
import { openHttp, type HttpUnderTest } from './http-under-test.ts';

let http: HttpUnderTest;
let note: string;
let statement: string;
beforeAll(async () => {
  http = await openHttp();
  const { books } = http;
  const organisation = await books.organisation();
  const { number } = await books.invoice(organisation, 9200, 9200);
  const [line] = await linesOf(books, number);
  const lines = [{ lineId: line?.id, amount: 9200 }];
  const made = await correct(books, await people(books), { kind: 'credit-note', invoice: number, lines });
  note = `/files/credit-notes/${(await madeBy(books, made)).note}/pdf`;
  statement = `/files/statements/${organisation}/2026-04-01/2026-11-24`;
});
afterAll(() => http.close());

test('a credit note and a statement are saved as a PDF or shown for printing, a statement for a spreadsheet too', async () => {
  const headers = await http.signIn('agent');
  for (const url of [note, `${statement}/pdf`]) {
    const saved = await http.call({ method: 'GET', url, headers });
    expect(saved.status).toBe(200);
    expect(saved.text.startsWith('%PDF-1.7')).toBe(true);
    expect(saved.headers['content-disposition']).toMatch(
      /^attachment; filename\*=UTF-8''(Credit%20note%20CN|Statement%20ORG).*\.pdf$/,
    );
    const shown = await http.call({ method: 'GET', url: `${url}?as=page`, headers });
    expect(shown.headers['content-disposition']).toMatch(/^inline; /);
  }
  const csv = await http.call({ method: 'GET', url: `${statement}/csv`, headers });
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(5);
});

test('only who may read invoices gets them', async () => {
  for (const url of [note, `${statement}/pdf`, `${statement}/csv`]) {
    expect((await http.call({ method: 'GET', url })).status).toBe(401);
    expect((await http.call({ method: 'GET', url, headers: await http.signIn('administrator') })).status).toBe(403);
  }
});

test.each([
  '/files/credit-notes/CN26999999A/pdf',
  '/files/statements/ORG999999A/2026-04-01/2026-11-24/pdf',
  '/files/statements/nothing/2026-04-01/2026-11-24/csv',
])('there is no %s', async (url) => {
  expect((await http.call({ method: 'GET', url, headers: await http.signIn('finance') })).status).toBe(404);
});

test('a statement does not end before it begins, and its days are days', async () => {
  const headers = await http.signIn('finance');
  for (const days of ['2026-11-24/2026-04-01', '2026-02-30/2026-04-01']) {
    const url = statement.replace('2026-04-01/2026-11-24', days);
    expect((await http.call({ method: 'GET', url: `${url}/pdf`, headers })).status).toBe(404);
  }
});
