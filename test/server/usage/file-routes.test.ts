import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardAbandonedFiles } from '../../../server/usage/index.ts';
import { openHttp, type Answer, type HttpUnderTest } from '../http/http-under-test.ts';
import { HEADER } from './files-under-test.ts';

type Person = { readonly authorization: string };

let http: HttpUnderTest;
let finance: Person;
beforeAll(async () => {
  http = await openHttp();
  finance = await http.signIn('finance');
});
afterAll(() => http.close());

function put(fileId: string, part: string, bytes: Buffer, person: Person | null = finance): Promise<Answer> {
  return http.call({
    method: 'PUT',
    url: `/files/usage/${fileId}/${part}`,
    payload: bytes,
    headers: { 'content-type': 'application/octet-stream', ...person },
  });
}

async function deliver(fileId: string, name: string, bytes: number): Promise<void> {
  const input = { commandId: randomUUID(), fileId, name, partCount: 1, byteCount: bytes };
  expect((await http.mutate('usage.deliverUpload', input, finance)).status).toBe(200);
}

const content = (): Buffer => Buffer.from(`${HEADER}\n${randomUUID()}\n`);

test('a file goes in by its parts and comes back as it was, under its name', async () => {
  const fileId = randomUUID();
  const bytes = content();
  expect((await put(fileId, '0', bytes)).status).toBe(204);
  expect((await put(fileId, '0', bytes)).status).toBe(204);
  await deliver(fileId, 'März “Q1”.csv', bytes.length);
  const answer = await http.call({ method: 'GET', url: `/files/${fileId}`, headers: finance });
  expect(answer).toMatchObject({ status: 200, text: bytes.toString() });
  expect(answer.headers).toMatchObject({
    'content-disposition': `attachment; filename*=UTF-8''M%C3%A4rz%20%E2%80%9CQ1%E2%80%9D.csv`,
    'x-content-type-options': 'nosniff',
    'content-type': 'application/octet-stream',
  });
});

test('nothing is added to a file once it was delivered', async () => {
  const fileId = randomUUID();
  const bytes = content();
  await put(fileId, '0', bytes);
  await deliver(fileId, 'a.csv', bytes.length);
  expect((await put(fileId, '1', bytes)).status).toBe(409);
});

test('only who may send files sends them and has them back', async () => {
  const fileId = randomUUID();
  expect((await put(fileId, '0', content(), null)).status).toBe(401);
  expect((await put(fileId, '0', content(), await http.signIn('agent'))).status).toBe(403);
  const bytes = content();
  await put(fileId, '0', bytes);
  await deliver(fileId, 'a.csv', bytes.length);
  for (const role of ['agent', 'support', 'auditor'] as const) {
    const person = await http.signIn(role);
    expect((await http.call({ method: 'GET', url: `/files/${fileId}`, headers: person })).status).toBe(403);
  }
});

test.each([
  ['no part number', 'x', 10],
  ['a part number too high', '2048', 10],
  ['a negative part number', '-1', 10],
  ['no bytes', '0', 0],
])('a part with %s is refused', async (_what, part, size) => {
  expect((await put(randomUUID(), part, Buffer.alloc(size, 'a'))).status).toBe(400);
});

test('a part that is too large is not read', async () => {
  expect((await put(randomUUID(), '0', Buffer.alloc(262_145, 'a'))).status).toBe(413);
  expect((await put(randomUUID(), '0', Buffer.alloc(262_144, 'a'))).status).toBe(204);
});

test.each(['/files/nothing', `/files/${randomUUID()}`])('there is no file at %s', async (url) => {
  expect((await http.call({ method: 'GET', url, headers: finance })).status).toBe(404);
});

test('a path for a name, or a card number in it, is refused', async () => {
  const fileId = randomUUID();
  const bytes = content();
  await put(fileId, '0', bytes);
  const input = { fileId, partCount: 1, byteCount: bytes.length };
  for (const name of ['../a.csv', 'a\\b.csv', 'a\u0000.csv', '', 'x'.repeat(121)]) {
    const answer = await http.mutate('usage.deliverUpload', { ...input, name, commandId: randomUUID() }, finance);
    expect([name, answer.status]).toEqual([name, 400]);
  }
  const card = { ...input, name: '4444 3333 2222 1111.csv', commandId: randomUUID() };
  expect((await http.mutate('usage.deliverUpload', card, finance)).text).toContain('TEXT_HOLDS_CARD_NUMBER');
});

test('an upload that is never ended goes after a day; one that was delivered stays', async () => {
  const [left, kept] = [randomUUID(), randomUUID()];
  const bytes = content();
  await put(left, '0', content());
  await put(kept, '0', bytes);
  await deliver(kept, 'kept.csv', bytes.length);
  const remaining = async () =>
    http.books.rows('select file_id from usage_file_part where file_id = any(?::uuid[])', [`{${left},${kept}}`]);
  await discardAbandonedFiles(http.books.system);
  expect(await remaining()).toHaveLength(2);
  http.books.clock.advance({ minutes: 24 * 60 + 1 });
  await discardAbandonedFiles(http.books.system);
  expect(await remaining()).toEqual([{ file_id: kept }]);
});
