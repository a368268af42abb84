import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asIfApproved } from '../../support/as-if-approved.ts';
import { openHttp, type HttpUnderTest } from '../http/http-under-test.ts';
import { desk } from '../http/desk.ts';
import type { StaffActor } from '../../../server/platform/actor.ts';
import { aPdf, openPostRoom, sha256, type PostRoom } from './post-room.ts';

let http: HttpUnderTest;
let room: PostRoom;
let finance: StaffActor;
let organisation: Awaited<ReturnType<PostRoom['books']['organisation']>>;
const pdf = aPdf();
beforeAll(async () => {
  http = await openHttp();
  room = await openPostRoom(http.books);
  finance = await http.books.staff('finance');
  organisation = await http.books.organisation();
});
afterAll(async () => {
  await room.close();
  await http.close();
});

const atDesk = () => desk(room.books, finance).correspondence;
const resend = (messageId: number) => atDesk().resend({ commandId: randomUUID(), messageId });

async function bounced(): Promise<number> {
  const documentId = await room.keep(pdf);
  const id = await room.queue(organisation, {
    recipient: 'perm-fail@example.com',
    about: 'invoice:LP26000001K',
    documentId,
  });
  await room.work();
  room.pass(1);
  await room.work();
  return id;
}

test('what bounced is listed as a problem until it is sent again, to the address that is known now', async () => {
  const id = await bounced();
  const problems = async () => (await atDesk().list({ show: 'problems' })).rows.map(({ messageId }) => messageId);
  expect(await problems()).toContain(id);
  await asIfApproved(
    room.books.database,
    `update organisation set contact_email = 'right@example.com' where reference = $1`,
    [organisation],
  );
  const { messageId } = await resend(id);
  expect(await problems()).not.toContain(id);
  await room.work();
  expect(await atDesk().get({ messageId })).toMatchObject({
    ...{
      resends: id,
      recipient: 'right@example.com',
      state: 'sent',
      askedBy: finance.name,
      about: 'invoice:LP26000001K',
    },
    document: { sha256: sha256(pdf), byteCount: pdf.length, name: 'Letter.pdf' },
  });
  expect(await atDesk().get({ messageId: id })).toMatchObject({ resentBy: messageId, state: 'bounced' });
  await expect(resend(id)).rejects.toThrow('MESSAGE_SENT_AGAIN');
});

test('what is still on its way to Notify is not sent again', async () => {
  const id = await room.queue(organisation);
  await expect(resend(id)).rejects.toThrow('MESSAGE_STILL_OPEN');
  await expect(resend(99_999)).rejects.toThrow('MESSAGE_NOT_FOUND');
});

test('ten who send it again at once send it again once', async () => {
  const id = await bounced();
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => resend(id)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('the very bytes are shown to whoever may read correspondence', async () => {
  const id = await bounced();
  const { document } = await atDesk().get({ messageId: id });
  const url = `/files/documents/${document?.documentId}`;
  const answer = await http.app.inject({ method: 'GET', url, headers: await http.signIn('agent') });
  expect(sha256(answer.rawPayload)).toBe(sha256(pdf));
  expect(answer.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''Letter.pdf`);
  expect((await http.call({ method: 'GET', url })).status).toBe(401);
  expect((await http.call({ method: 'GET', url, headers: await http.signIn('administrator') })).status).toBe(403);
  for (const wrong of ['0', '9999999999', 'x', '1e3']) {
    const headers = await http.signIn('agent');
    expect((await http.call({ method: 'GET', url: `/files/documents/${wrong}`, headers })).status).toBe(404);
  }
});

test('messages are listed newest first, page by page, for one organisation or one thing', async () => {
  const other = await room.books.organisation();
  const ids: number[] = [];
  for (let number = 0; number < 3; number += 1) ids.push(await room.queue(other, { about: `test:${number}` }));
  const first = await atDesk().list({ organisation: other, limit: 2 });
  expect(first.rows.map(({ messageId }) => messageId)).toEqual([ids[2], ids[1]]);
  const rest = await atDesk().list({ organisation: other, limit: 2, cursor: first.nextCursor });
  expect(rest).toMatchObject({ rows: [{ messageId: ids[0] }], nextCursor: null });
  expect((await atDesk().list({ about: 'test:1' })).rows).toMatchObject([{ messageId: ids[1], state: 'waiting' }]);
});
