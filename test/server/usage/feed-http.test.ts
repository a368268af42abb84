import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectBooksInOrder } from '../../support/books.ts';
import { openHttp, type Answer, type HttpUnderTest } from '../http/http-under-test.ts';
import { registered } from './feed-under-test.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';

let http: HttpUnderTest;
let machine: string;
let organisation: OrganisationReference;
beforeAll(async () => {
  http = await openHttp();
  machine = await tokenOf('usage-feed');
  organisation = await http.books.organisation();
});
afterAll(async () => {
  await expectBooksInOrder(http.books);
  await http.close();
});

/** An access token as the identity provider gives it to whoever holds that role. */
async function tokenOf(role: 'usage-feed' | 'finance'): Promise<string> {
  const { staffId } = await http.books.staff(role);
  const [row] = await http.books.rows<{ subject: string }>('select subject from staff where id = ?', [staffId]);
  return `token-of-${row?.subject}`;
}

function post(payload: unknown, token: string | null = machine, type = 'application/json'): Promise<Answer> {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  return http.call({
    method: 'POST',
    url: '/usage/events',
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    headers: { 'content-type': type, 'x-request-id': randomUUID(), ...authorization },
  });
}

test('the registration service posts a batch and is told of each event', async () => {
  const good = registered(organisation);
  const bad = registered(organisation, { channel: 'fax' });
  const { status, body } = await post({ events: [good, bad, good] });
  expect(status).toBe(200);
  expect(body).toEqual({
    deliveryId: expect.any(Number),
    counts: { accepted: 1, duplicate: 1, refused: 1, corrected: 0, withdrawn: 0, waiting: 0 },
    events: [
      { eventId: good.eventId, outcome: 'accepted' },
      {
        eventId: bad.eventId,
        outcome: 'refused',
        reason: 'VALUE_UNKNOWN',
        sentence: 'channel must be one of: online, paper.',
      },
      { eventId: good.eventId, outcome: 'duplicate' },
    ],
  });
});

test('a batch of five hundred events fits', async () => {
  const events = Array.from({ length: 500 }, () => registered(organisation));
  const { status, body } = await post({ events });
  expect(status).toBe(200);
  expect(body).toMatchObject({ counts: { accepted: 500 } });
});

test('nobody else is let in: without a token, with one that is not good, as staff, with a session', async () => {
  const batch = { events: [registered(organisation)] };
  expect((await post(batch, null)).status).toBe(401);
  expect((await post(batch, 'forged')).status).toBe(401);
  expect((await post(batch, 'token-of-nobody-admitted')).status).toBe(403);
  expect((await post(batch, await tokenOf('finance'))).status).toBe(403);
  const { authorization } = await http.signIn('finance');
  expect((await post(batch, authorization.replace('Bearer ', ''))).status).toBe(401);
});

test('a machine that was disabled is out on its next call', async () => {
  const token = await tokenOf('usage-feed');
  const batch = { events: [registered(organisation)] };
  expect((await post(batch, token)).status).toBe(200);
  await http.books.rows(`update staff set status = 'disabled' where subject = ?`, [token.replace('token-of-', '')]);
  expect((await post(batch, token)).status).toBe(403);
});

test.each([
  ['no JSON', '{"events":'],
  ['no events', { events: [] }],
  ['too many events', { events: Array.from({ length: 1_001 }, () => 1) }],
  ['something else beside them', { events: [1], more: 1 }],
  ['nothing', ''],
])('what is no batch is refused as a whole: %s', async (_what, payload) => {
  const { status } = await post(payload);
  expect(status).toBe(400);
});

test('a body that is too large, or no JSON by its own account, is not read', async () => {
  expect((await post(`{"events":["${'x'.repeat(2_200_000)}"]}`)).status).toBe(413);
  expect((await post({ events: [1] }, machine, 'text/csv')).status).toBe(415);
});

test('events that are nothing at all are refused one by one', async () => {
  const { status, body } = await post({
    events: [null, 7, [], 'x', { eventId: 'no' }, JSON.parse('{"__proto__":{}}')],
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ counts: { refused: 6 } });
});

test('nothing of a batch stands in the log but where it went', async () => {
  http.forgetLog();
  await post({ events: [registered(organisation, { ownReference: 'CANARY/1', donorKey: 'canary-key' })] });
  expect(http.log()).toMatchObject([{ route: '/usage/events', status: 200 }]);
  expect(http.logText()).not.toMatch(/canary/i);
});
