import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import { splitRecord } from '../../../server/platform/csv-record.ts';
import { openFeed, registered } from '../usage/feed-under-test.ts';
import { openHttp, type HttpUnderTest } from './http-under-test.ts';

let http: HttpUnderTest;
let organisation: OrganisationReference;
let headers: { readonly authorization: string };
beforeAll(async () => {
  http = await openHttp();
  const feed = await openFeed(http.books);
  organisation = await http.books.organisation('=HYPERLINK("x"), Smith & Son');
  const other = await http.books.organisation('Another LLP');
  for (let batch = 0; batch < 5; batch += 1) {
    const events = Array.from({ length: 900 }, (_, n) =>
      registered(organisation, { ownReference: `SMI/${batch}-${n}` }),
    );
    await feed(...events);
  }
  await feed(registered(other), registered(organisation, { feeKind: 'half', ownReference: 'half, "of" it' }));
  headers = await http.signIn('finance');
});
afterAll(() => http.close());

interface File {
  readonly fileId: string;
  readonly name: string;
}

async function prepare(path: string, input: object, as = headers): Promise<File> {
  const answer = await http.mutate(path, { commandId: randomUUID(), ...input }, as);
  expect(answer.status).toBe(200);
  return (answer.body as { result: { data: File } }).result.data;
}

const fetchFile = (fileId: string, as = headers) => http.call({ method: 'GET', url: `/files/${fileId}`, headers: as });

async function linesOf(fileId: string): Promise<string[][]> {
  const { status, text } = await fetchFile(fileId);
  expect(status).toBe(200);
  const [first = '', ...lines] = text.split('\r\n').slice(0, -1);
  expect(first.startsWith('\uFEFFLPA,')).toBe(true);
  return lines.map((line) => splitRecord(line) ?? []);
}

test('a list of some thousand registrations is saved whole, each once, with the filters in force', async () => {
  const { fileId, name } = await prepare('usage.exportRegistrations', { organisation });
  const lines = await linesOf(fileId);
  expect(name).toBe('registrations.csv');
  expect(lines).toHaveLength(4_501);
  expect(new Set(lines.map(([lpa]) => lpa)).size).toBe(4_501);
  const half = await prepare('usage.exportRegistrations', { organisation, feeKind: 'half' });
  expect(await linesOf(half.fileId)).toMatchObject([{ 6: 'half', 8: 'half, "of" it' }]);
});

test('what a spreadsheet would run as a formula stays text', async () => {
  const { fileId } = await prepare('usage.exportRegistrations', { organisation, feeKind: 'half' });
  const [line] = await linesOf(fileId);
  expect(line?.[2]).toBe(`'=HYPERLINK("x"), Smith & Son`);
});

test('a file is for whoever asked for it, and for ten minutes', async () => {
  const { fileId } = await prepare('usage.exportRegistrations', { organisation });
  const colleague = await http.signIn('finance');
  expect((await fetchFile(fileId, colleague)).status).toBe(404);
  expect((await fetchFile(randomUUID())).status).toBe(404);
  http.books.clock.advance({ minutes: 11 });
  expect((await fetchFile(fileId)).status).toBe(404);
});

test('asking for a file leaves a trace', async () => {
  const rows = await http.books.rows<{ only: string }>(
    `select distinct data ->> 'only' as only from audit_event where kind = 'usage.list-saved'`,
  );
  expect(rows).toEqual([{ only: organisation }]);
});
