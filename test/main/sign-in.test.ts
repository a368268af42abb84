import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMemorySessionStore, type SessionStore } from '../../main/session-store.ts';
import { createSignIn, type SignInOptions } from '../../main/sign-in.ts';
import { PracticeBrowser } from '../practice/identity-provider/practice-browser.ts';
import { PRACTICE_STAFF } from '../practice/identity-provider/practice-staff.ts';
import { startIdentityProvider } from '../practice/identity-provider/start-identity-provider.ts';
import { DEAD_ADDRESS, standInServer, type StandInServer } from './stand-in-server.ts';

const SESSION = {
  sessionToken: 'opaque-session-token-of-the-server',
  idleMinutes: 15,
  absoluteExpiresAt: '2099-01-01T00:00:00.000Z',
};
const [aisha] = PRACTICE_STAFF;
let provider: { issuer: string; close(): Promise<void> };
let server: StandInServer;
let reply: { status: number; body: unknown };
let sessionStore: SessionStore;

beforeEach(async () => {
  provider = await startIdentityProvider({ port: 0, staff: PRACTICE_STAFF });
  reply = { status: 201, body: SESSION };
  server = await standInServer((_request, response) => {
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body));
  });
  sessionStore = createMemorySessionStore();
});

afterEach(async () => {
  await provider.close();
  await server.close();
});

function desk(options: Partial<SignInOptions> = {}) {
  const base = {
    issuer: new URL(provider.issuer),
    clientId: 'counterfoil-desk',
    audience: 'urn:counterfoil',
    serverUrl: server.url,
    practice: false,
  };
  return createSignIn({ ...base, sessionStore, ...options });
}

/** Opens the sign-in page as the person would, and keeps what their browser showed in the end. */
function person(choice: { sub: string } | { cancel: 'yes' } = { sub: aisha?.sub ?? '' }) {
  let shown: Promise<Response> | undefined;
  let asked: URL | undefined;
  let callback: URL | undefined;
  const openExternal = async (address: URL) => {
    asked = address;
    callback = await new PracticeBrowser().signIn(address, choice);
    shown = fetch(callback, { redirect: 'manual' });
  };
  return {
    openExternal,
    shown: async () => shown ?? expect.fail('nothing was shown'),
    asked: () => asked,
    callback: () => callback,
  };
}

test('signing in shows the server a token for it, keeps the session of the server and nothing else', async () => {
  const aishaAtHerDesk = person();
  expect(await desk().signIn(aishaAtHerDesk)).toEqual({ outcome: 'signed-in' });
  expect(await sessionStore.load()).toEqual(SESSION);
  const [opened] = server.heard;
  expect(opened).toMatchObject({ method: 'POST', url: '/session/open' });
  const token = opened?.headers.authorization?.replace(/^Bearer /, '') ?? '';
  expect(decodeJwt(token)).toMatchObject({ sub: aisha?.sub, aud: 'urn:counterfoil', iss: provider.issuer });
  const page = await aishaAtHerDesk.shown();
  expect(await page.text()).toContain('<h1>You are signed in</h1>');
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
});

test('it asks by authorisation code with PKCE S256, state, nonce, and a fresh sign-in, on 127.0.0.1', async () => {
  const somebody = person();
  await desk().signIn(somebody);
  const asked = Object.fromEntries(somebody.asked()?.searchParams ?? []);
  expect(asked).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    prompt: 'login',
    resource: 'urn:counterfoil',
  });
  expect(asked['redirect_uri']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  for (const name of ['code_challenge', 'state', 'nonce']) expect(asked[name], name).toMatch(/^[\w-]{43}$/);
});

test('the browser goes back to where Counterfoil is, when that is a page', async () => {
  const somebody = person();
  await desk().signIn({ ...somebody, returnTo: 'http://127.0.0.1:4321/' });
  const { status, headers } = await somebody.shown();
  expect([status, headers.get('location')]).toEqual([303, 'http://127.0.0.1:4321/']);
});

test('the listener is gone once it was used', async () => {
  const somebody = person();
  await desk().signIn(somebody);
  await (await somebody.shown()).text();
  await expect(fetch(somebody.callback() ?? '')).rejects.toThrow();
});

test('a second visit is refused even while the first is being answered', async () => {
  let second: Promise<unknown> | undefined;
  let callback: URL | undefined;
  await server.close();
  server = await standInServer(async (_request, response) => {
    second = fetch(callback ?? '').then(
      ({ status }) => status,
      () => 'refused',
    );
    await second;
    response.writeHead(201).end(JSON.stringify(SESSION));
  });
  const openExternal = async (address: URL) => {
    callback = await new PracticeBrowser().signIn(address, { sub: aisha?.sub ?? '' });
    void fetch(callback);
  };
  expect(await desk().signIn({ openExternal })).toEqual({ outcome: 'signed-in' });
  expect(await second).toBe('refused');
});

test('a visit that had begun before the first one, and ends after it, is refused', async () => {
  let finish = async () => '';
  await server.close();
  server = await standInServer(async (_request, response) => {
    expect(await finish()).toMatch(/^HTTP\/1\.1 410 /);
    response.writeHead(201).end(JSON.stringify(SESSION));
  });
  const openExternal = async (address: URL) => {
    const callback = await new PracticeBrowser().signIn(address, { sub: aisha?.sub ?? '' });
    const early = connect(Number(callback.port), '127.0.0.1');
    early.write(`GET ${callback.pathname}${callback.search} HTTP/1.1\r\n`);
    await once(early, 'connect');
    finish = async () => {
      early.write(`Host: ${callback.host}\r\nConnection: close\r\n\r\n`);
      return text(early);
    };
    await fetch(new URL('/favicon.ico', callback));
    void fetch(callback);
  };
  expect(await desk().signIn({ openExternal })).toEqual({ outcome: 'signed-in' });
});

test('other visits do not use it up: another path, another method, a name that is not 127.0.0.1', async () => {
  const statuses: unknown[] = [];
  const openExternal = async (address: URL) => {
    const callback = await new PracticeBrowser().signIn(address, { sub: aisha?.sub ?? '' });
    const byName = new URL(callback);
    byName.hostname = 'localhost';
    const visits = [fetch(new URL('/favicon.ico', callback)), fetch(callback, { method: 'POST' }), fetch(byName)];
    for (const visit of visits)
      statuses.push(
        await visit.then(
          ({ status }) => status,
          () => 'refused',
        ),
      );
    void fetch(callback);
  };
  expect(await desk().signIn({ openExternal })).toEqual({ outcome: 'signed-in' });
  expect(statuses.slice(0, 2)).toEqual([404, 404]);
  expect(['refused', 404]).toContain(statuses[2]);
});

test.each([
  ['unknown', 'STAFF_UNKNOWN', 'You may not use Counterfoil yet'],
  ['disabled', 'STAFF_DISABLED', 'Your place in Counterfoil is closed'],
])('someone who is %s to the server is told so plainly and has no session', async (why, reason, words) => {
  reply = { status: 403, body: { reason } };
  const somebody = person();
  expect(await desk().signIn(somebody)).toEqual({ outcome: 'not-admitted', why });
  const page = await somebody.shown();
  expect([page.status, await page.text()]).toEqual([403, expect.stringContaining(words)]);
  expect(await sessionStore.load()).toBeUndefined();
});

test('someone who presses Cancel is told that nothing has changed', async () => {
  const somebody = person({ cancel: 'yes' });
  expect(await desk().signIn(somebody)).toEqual({ outcome: 'cancelled' });
  expect(await (await somebody.shown()).text()).toContain('You did not sign in');
  expect(server.heard).toEqual([]);
});

test('someone who never comes back is not waited for, and the listener is gone', async () => {
  let asked: URL | undefined;
  const openExternal = async (address: URL) => void (asked = address);
  expect(await desk({ timeoutMs: 20 }).signIn({ openExternal })).toEqual({ outcome: 'timed-out' });
  await expect(fetch(asked?.searchParams.get('redirect_uri') ?? '')).rejects.toThrow();
});

test('beginning again gives up the sign-in before', async () => {
  const agents = desk();
  const abandoned = Promise.withResolvers<void>();
  const first = agents.signIn({ openExternal: async () => abandoned.resolve() });
  await abandoned.promise;
  expect(await agents.signIn(person())).toEqual({ outcome: 'signed-in' });
  expect(await first).toEqual({ outcome: 'cancelled' });
});

test.each([
  ['the provider', 'provider-unreachable', { issuer: DEAD_ADDRESS }],
  ['the server', 'server-unreachable', { serverUrl: DEAD_ADDRESS }],
])('when %s cannot be reached, that is said', async (_who, why, options) => {
  expect(await desk(options).signIn(person())).toEqual({ outcome: 'failed', why });
});

test.each([
  { status: 201, body: { ...SESSION, sessionToken: 'short' } },
  { status: 201, body: 'not a session' },
  { status: 401, body: {} },
  { status: 500, body: SESSION },
])('an answer of the server that is no session is none: $status $body', async (answer) => {
  reply = answer;
  expect(await desk().signIn(person())).toEqual({ outcome: 'failed', why: 'server-refused' });
  expect(await sessionStore.load()).toBeUndefined();
});

test('signing in again ends the session before it on the server', async () => {
  await sessionStore.save({ ...SESSION, sessionToken: 'the-session-of-whoever-was-here' });
  await desk().signIn(person());
  await vi.waitFor(() => expect(server.heard).toHaveLength(2));
  const authorization = 'Bearer the-session-of-whoever-was-here';
  expect(server.heard[1]).toMatchObject({ url: '/session/close', headers: { authorization } });
  expect(await sessionStore.load()).toEqual(SESSION);
});

test('signing out ends the session on the server and here, also when the server is out of reach', async () => {
  await sessionStore.save(SESSION);
  await desk().signOut();
  expect(server.heard).toMatchObject([
    { method: 'POST', url: '/session/close', headers: { authorization: `Bearer ${SESSION.sessionToken}` } },
  ]);
  expect(await sessionStore.load()).toBeUndefined();
  await sessionStore.save(SESSION);
  await desk({ serverUrl: DEAD_ADDRESS }).signOut();
  expect(await sessionStore.load()).toBeUndefined();
  await desk().signOut();
  expect(server.heard).toHaveLength(1);
});
