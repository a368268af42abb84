import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { createGateway, type Gateway, type GatewayOptions } from '../../main/gateway.ts';
import { createMemorySessionStore, type SessionStore } from '../../main/session-store.ts';
import { DEAD_ADDRESS, standInServer, type StandInServer } from './stand-in-server.ts';

const TOKEN = 'session-token-of-128-bits';
const NOW = new Date('2026-03-02T09:00:00Z');
let server: StandInServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function deskOn(serverUrl: URL, options: Partial<GatewayOptions> = {}, token: string | undefined = TOKEN) {
  const sessionStore = createMemorySessionStore();
  if (token) await signIn(sessionStore, token);
  const files = { read: async () => undefined };
  const base = { serverUrl, sessionStore, files, practice: false, shell: 'electron', clock: () => NOW } as const;
  return { sessionStore, gateway: createGateway({ ...base, ...options }) };
}

const signIn = (store: SessionStore, sessionToken: string, absoluteExpiresAt = '2026-03-02T21:00:00Z') =>
  store.save({ sessionToken, idleMinutes: 15, absoluteExpiresAt });

const ask = (gateway: Gateway, path: string, init?: RequestInit) => gateway(new Request(`app://billing${path}`, init));

test('a call goes on with the session and a request id, without what the page may not say', async () => {
  server = await standInServer((_request, response) => response.end('{}'));
  const { gateway } = await deskOn(server.url);
  const headers = {
    accept: 'application/json',
    'x-counterfoil-background': '1',
    authorization: 'Bearer forged',
    cookie: 'a=b',
    connection: 'x-secret, keep-alive',
    'x-secret': 'hop by hop',
    host: 'evil.example',
    origin: 'app://billing',
    referer: 'app://billing/',
    'proxy-authorization': 'x',
    'sec-fetch-site': 'same-origin',
    'x-forwarded-for': '1.2.3.4',
    'x-request-id': 'chosen by the page',
    'x-counterfoil-desk': 'http://127.0.0.1:1',
    te: 'trailers',
    upgrade: 'websocket',
  };
  const answer = await ask(gateway, '/trpc/organisation.open,invoice.list?batch=1&input=%7B%7D', { headers });
  expect(server.heard).toHaveLength(1);
  const [{ url, headers: sent }] = server.heard as [StandInServer['heard'][number]];
  expect(url).toBe('/trpc/organisation.open,invoice.list?batch=1&input=%7B%7D');
  expect(sent).toMatchObject({
    accept: 'application/json',
    authorization: `Bearer ${TOKEN}`,
    host: server.url.host,
    'x-counterfoil-background': '1',
  });
  expect(sent['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.headers.get('x-request-id')).toBe(sent['x-request-id']);
  const refused = [
    'cookie',
    'x-secret',
    'origin',
    'referer',
    'proxy-authorization',
    'sec-fetch-site',
    'x-forwarded-for',
    'x-counterfoil-desk',
    'te',
    'upgrade',
  ];
  for (const name of refused) expect(sent[name], name).toBeUndefined();
});

test('the answer comes back without cookies, made safe to show, and never kept', async () => {
  server = await standInServer((_request, response) => {
    response.writeHead(200, { 'set-cookie': 'a=b', 'content-type': 'text/html', 'keep-alive': 'timeout=5' });
    response.end('<script>alert(1)</script>');
  });
  const { gateway } = await deskOn(server.url);
  const { headers } = await ask(gateway, '/files/0f0f');
  for (const name of ['set-cookie', 'keep-alive', 'transfer-encoding']) expect(headers.has(name), name).toBe(false);
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringMatching(/^default-src 'none'/),
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
});

test('a compressed answer arrives readable', async () => {
  server = await standInServer((request, response) => {
    expect(request.headers['accept-encoding']).toContain('gzip');
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"much":"text"}'));
  });
  const { gateway } = await deskOn(server.url);
  const answer = await ask(gateway, '/trpc/a');
  expect(answer.headers.has('content-encoding')).toBe(false);
  expect(await answer.json()).toEqual({ much: 'text' });
});

test('an upload is streamed: the server reads its beginning before its end exists', async () => {
  let sayMore = () => {};
  server = await standInServer(async (request, response) => {
    const [first] = (await once(request, 'data')) as [Buffer];
    expect(first.toString()).toBe('first');
    sayMore();
    response.end(await text(request));
  });
  const { gateway } = await deskOn(server.url);
  const body = new ReadableStream({
    start: (stream) => {
      stream.enqueue(new TextEncoder().encode('first'));
      sayMore = () => {
        stream.enqueue(new TextEncoder().encode('second'));
        stream.close();
      };
    },
  });
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
  expect(await (await ask(gateway, '/files/upload', init)).text()).toBe('second');
});

test('a download is streamed: the page reads its beginning before its end exists', async () => {
  let finish = () => {};
  server = await standInServer((_request, response) => {
    response.write('first');
    finish = () => response.end('second');
  });
  const { gateway } = await deskOn(server.url);
  const { body } = await ask(gateway, '/files/0f0f');
  const reader = body?.getReader() ?? expect.fail('there is no body');
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('first');
  finish();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('second');
  expect((await reader.read()).done).toBe(true);
});

test('the size of an upload is known to the server', async () => {
  server = await standInServer((request, response) => response.end(request.headers['content-length']));
  const { gateway } = await deskOn(server.url);
  const answer = await ask(gateway, '/trpc/a', { method: 'POST', body: '12345', headers: { 'content-length': '5' } });
  expect(await answer.text()).toBe('5');
});

test('a page that leaves takes its call with it', async () => {
  let left: Promise<unknown> | undefined;
  server = await standInServer((_request, response) => {
    left = once(response, 'close');
  });
  const { gateway } = await deskOn(server.url);
  const leaving = new AbortController();
  const call = ask(gateway, '/trpc/a', { signal: leaving.signal });
  await vi.waitFor(() => expect(left).toBeDefined());
  leaving.abort();
  await left;
  await call;
});

test('the redirect to a card page is handed on untouched and not followed', async () => {
  const address = 'https://pay.example/secure/3f0a?x=1#y';
  server = await standInServer((_request, response) => response.writeHead(303, { location: address }).end());
  const { gateway } = await deskOn(server.url);
  const answer = await ask(gateway, '/card-page/018f2f0e-1111-7000-8000-000000000000');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, address]);
  expect(server.heard).toHaveLength(1);
});

test('a desk in a browser tells the server where it is, whatever the page says', async () => {
  server = await standInServer((_request, response) => response.end());
  const { gateway } = await deskOn(server.url, { deskUrl: 'http://127.0.0.1:4173' });
  await ask(gateway, '/card-page/a', { headers: { 'x-counterfoil-desk': 'http://127.0.0.1:1' } });
  expect(server.heard[0]?.headers['x-counterfoil-desk']).toBe('http://127.0.0.1:4173');
});

test('without a session nothing reaches the server', async () => {
  server = await standInServer((_request, response) => response.end());
  const { gateway } = await deskOn(server.url, {}, '');
  for (const path of ['/trpc/a', '/files/a', '/card-page/a']) {
    const answer = await ask(gateway, path);
    expect([answer.status, await answer.json()]).toEqual([401, { gateway: 'signed-out' }]);
  }
  expect(server.heard).toEqual([]);
});

test('a session past its absolute end is no session', async () => {
  server = await standInServer((_request, response) => response.end());
  const { gateway, sessionStore } = await deskOn(server.url);
  await signIn(sessionStore, TOKEN, '2026-03-02T09:00:00Z');
  expect((await ask(gateway, '/trpc/a')).status).toBe(401);
  await signIn(sessionStore, TOKEN, '2026-03-02T09:00:01Z');
  expect((await ask(gateway, '/trpc/a')).status).toBe(200);
});

test('when the server says 401 the session is dropped and the desk is told', async () => {
  server = await standInServer((_request, response) => response.writeHead(401).end('{}'));
  const onSessionEnded = vi.fn();
  const { gateway, sessionStore } = await deskOn(server.url, { onSessionEnded });
  expect((await ask(gateway, '/trpc/a')).status).toBe(401);
  expect(await sessionStore.load()).toBeUndefined();
  expect(onSessionEnded).toHaveBeenCalledOnce();
  expect(await (await ask(gateway, '/desk/status')).json()).toMatchObject({ signedIn: false });
});

test('a late 401 of an old session leaves the new one alone', async () => {
  let refuse = () => {};
  server = await standInServer((_request, response) => {
    refuse = () => response.writeHead(401).end();
  });
  const onSessionEnded = vi.fn();
  const { gateway, sessionStore } = await deskOn(server.url, { onSessionEnded });
  const late = ask(gateway, '/trpc/a');
  await vi.waitFor(() => expect(server?.heard).toHaveLength(1));
  await signIn(sessionStore, 'the session of a new sign-in');
  refuse();
  expect((await late).status).toBe(401);
  expect((await sessionStore.load())?.sessionToken).toBe('the session of a new sign-in');
  expect(onSessionEnded).not.toHaveBeenCalled();
});

test('a server that cannot be reached is 502, in words when a person opened the address', async () => {
  const { gateway } = await deskOn(DEAD_ADDRESS);
  const answer = await ask(gateway, '/trpc/a', { method: 'POST', body: '{}' });
  expect([answer.status, await answer.json()]).toEqual([502, { gateway: 'unreachable' }]);
  const opened = await ask(gateway, '/card-page/a', { headers: { 'sec-fetch-dest': 'document' } });
  expect([opened.status, opened.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
  expect(await opened.text()).toContain('The server cannot be reached');
});

test('a call that broke off is never made again', async () => {
  server = await standInServer((_request, response) => response.destroy());
  const { gateway } = await deskOn(server.url);
  for (const method of ['GET', 'POST']) expect((await ask(gateway, '/trpc/a', { method })).status).toBe(502);
  expect(server.heard.map(({ method }) => method)).toEqual(['GET', 'POST']);
});

test('only these three prefixes and plain paths are forwarded', async () => {
  server = await standInServer((_request, response) => response.end());
  const { gateway } = await deskOn(server.url);
  const paths = [
    '/session/close',
    '/trpc',
    '/trpc/../session/close',
    '/trpc/..%2fsession/close',
    '/trpc/%2e%2e/x',
    '/files/a%5cb',
    '/files/a%00',
    '//trpc/a',
    '/health',
  ];
  for (const path of paths) expect((await ask(gateway, path)).status, path).toBe(404);
  for (const method of ['DELETE', 'PATCH', 'OPTIONS'])
    expect((await ask(gateway, '/trpc/a', { method })).status).toBe(405);
  expect(server.heard).toEqual([]);
});

test('a server that lives below a path keeps it', async () => {
  server = await standInServer((_request, response) => response.end());
  const { gateway } = await deskOn(new URL('/counterfoil/', server.url));
  await ask(gateway, '/trpc/a?b=c');
  expect(server.heard.map(({ url }) => url)).toEqual(['/counterfoil/trpc/a?b=c']);
});
