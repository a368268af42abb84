import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admitStaff } from '../../../server/access/index.ts';
import { runCommand } from '../../../server/platform/run-command.ts';
import { OpenedSession } from '../../../shared/contracts/access.ts';
import { openHttp, type HttpUnderTest } from './http-under-test.ts';

let http: HttpUnderTest;
beforeAll(async () => {
  http = await openHttp();
  await admit('aisha');
});
afterAll(() => http.close());

const admit = (subject: string) =>
  runCommand(
    http.books.system,
    'access.admitStaff',
    { commandId: randomUUID(), subject, name: subject, email: `${subject}@example.gov.uk`, roles: ['agent'] as const },
    admitStaff,
  );
const open = (authorization?: string) =>
  http.call({ method: 'POST', url: '/session/open', headers: authorization === undefined ? {} : { authorization } });
const whoAmI = (token: string, headers: Record<string, string> = {}) =>
  http.query('access.whoAmI', {}, { authorization: `Bearer ${token}`, ...headers });

async function openedToken(): Promise<string> {
  const answer = await open('Bearer token-of-aisha');
  expect(answer.status).toBe(201);
  return OpenedSession.parse(answer.body).sessionToken;
}

test('an access token that is good opens a session of our own', async () => {
  const answer = await open('Bearer token-of-aisha');
  const { sessionToken, idleMinutes, absoluteExpiresAt } = OpenedSession.parse(answer.body);
  expect(sessionToken).not.toContain('token-of-aisha');
  expect(idleMinutes).toBe(15);
  expect(absoluteExpiresAt).toBe('2026-11-24T22:00:00.000Z');
  expect((await whoAmI(sessionToken)).body).toMatchObject({ result: { data: { name: 'aisha', roles: ['agent'] } } });
});

test('the access token itself opens nothing else', async () => {
  expect((await whoAmI('token-of-aisha')).status).toBe(401);
});

test.each([
  ['no token', undefined],
  ['a bad token', 'Bearer forged'],
  ['another scheme', 'Basic token-of-aisha'],
  ['no scheme', 'token-of-aisha'],
  ['two tokens', 'Bearer token-of-aisha token-of-aisha'],
  ['signs that no token has', 'Bearer token-of-aisha; drop'],
])('%s is answered 401', async (_what, authorization) => {
  const answer = await open(authorization);
  expect(answer).toMatchObject({ status: 401, body: { reason: 'NOT_SIGNED_IN' } });
});

test('who is not admitted, or not any more, is told so by name', async () => {
  expect(await open('Bearer token-of-stranger')).toMatchObject({ status: 403, body: { reason: 'STAFF_UNKNOWN' } });
  await admit('leaver');
  await http.books.rows(`update staff set status = 'disabled' where subject = 'leaver'`);
  expect(await open('Bearer token-of-leaver')).toMatchObject({ status: 403, body: { reason: 'STAFF_DISABLED' } });
});

test('closing ends the session at once, and closing it again is no error', async () => {
  const token = await openedToken();
  const close = () =>
    http.call({ method: 'POST', url: '/session/close', headers: { authorization: `Bearer ${token}` } });
  expect(await close()).toMatchObject({ status: 204, text: '' });
  expect((await whoAmI(token)).status).toBe(401);
  expect(await close()).toMatchObject({ status: 204 });
});

test('closing one session leaves the other one of the same person open', async () => {
  const [desk, otherDesk] = [await openedToken(), await openedToken()];
  await http.call({ method: 'POST', url: '/session/close', headers: { authorization: `Bearer ${desk}` } });
  expect((await whoAmI(otherDesk)).status).toBe(200);
});

test('a call marked as background does not keep the session; a plain one, and staying signed in, does', async () => {
  const token = await openedToken();
  http.books.clock.advance({ minutes: 14 });
  expect((await whoAmI(token, { 'x-counterfoil-background': '1' })).status).toBe(200);
  http.books.clock.advance({ minutes: 1 });
  expect((await whoAmI(token)).status).toBe(401);
  const other = await openedToken();
  for (let round = 0; round < 3; round += 1) {
    http.books.clock.advance({ minutes: 14 });
    expect((await http.query('access.stayActive', {}, { authorization: `Bearer ${other}` })).status).toBe(200);
  }
});
