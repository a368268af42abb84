import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHttp, type HttpUnderTest } from './http-under-test.ts';

let http: HttpUnderTest;
let number: string;
beforeAll(async () => {
  http = await openHttp();
  number = (await http.books.invoice(await http.books.organisation(), 9200, 9200)).number;
});
afterAll(() => http.close());

test('an invoice is saved as a PDF, shown for printing, and its LPAs are saved for a spreadsheet', async () => {
  const headers = await http.signIn('agent');
  const saved = await http.call({ method: 'GET', url: `/files/invoices/${number}/pdf`, headers });
  expect(saved).toMatchObject({ status: 200 });
  expect(saved.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename*=UTF-8''Invoice%20${number}.pdf`,
    'cache-control': 'no-store',
  });
  expect(saved.text.startsWith('%PDF-1.7')).toBe(true);
  const shown = await http.call({ method: 'GET', url: `/files/invoices/${number}/pdf?as=page`, headers });
  expect(shown.headers['content-disposition']).toBe(`inline; filename*=UTF-8''Invoice%20${number}.pdf`);
  expect(shown.headers['content-security-policy']).toContain("default-src 'none'; object-src 'self'");
  expect(saved.headers['content-security-policy']).not.toContain('object-src');
  const lines = await http.call({ method: 'GET', url: `/files/invoices/${number}/lines`, headers });
  expect(lines.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(lines.text.split('\r\n')).toHaveLength(4);
});

test('only who may read invoices gets them', async () => {
  for (const what of ['pdf', 'lines']) {
    const url = `/files/invoices/${number}/${what}`;
    expect((await http.call({ method: 'GET', url })).status).toBe(401);
    expect((await http.call({ method: 'GET', url, headers: await http.signIn('administrator') })).status).toBe(403);
  }
});

test.each(['LP26999999A', 'nothing', '..%2f..%2fetc'])('there is no invoice %s', async (wrong) => {
  const headers = await http.signIn('finance');
  for (const what of ['pdf', 'lines']) {
    expect((await http.call({ method: 'GET', url: `/files/invoices/${wrong}/${what}`, headers })).status).toBe(404);
  }
});
