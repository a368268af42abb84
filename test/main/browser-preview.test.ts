import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBrowserPreview } from '../../main/browser-preview.ts';
import { PracticeBrowser } from '../practice/identity-provider/practice-browser.ts';
import { PRACTICE_STAFF } from '../practice/identity-provider/practice-staff.ts';
import { startIdentityProvider } from '../practice/identity-provider/start-identity-provider.ts';
import { DEAD_ADDRESS, standInServer, type StandInServer } from './stand-in-server.ts';

type Running = Awaited<ReturnType<typeof startBrowserPreview>>;

const [aisha, gareth] = PRACTICE_STAFF;
const TYPED = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const FROM_PAGE = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };
const NEW_TAB = { ...TYPED, 'sec-fetch-site': 'same-origin' };

let provider: { issuer: string; close(): Promise<void> };
let rendererDir: string;
let server: StandInServer;
let preview: Running;
let sessions = 0;

beforeAll(async () => {
  provider = await startIdentityProvider({ port: 0, staff: PRACTICE_STAFF });
  rendererDir = await mkdtemp(join(tmpdir(), 'browser-preview-'));
  await writeFile(join(rendererDir, 'index.html'), '<title>Counterfoil</title>');
});
afterAll(async () => {
  await provider.close();
  await rm(rendererDir, { recursive: true });
});
beforeEach(async () => {
  server = await standInServer(async (request, response) => {
    if (request.url === '/session/close') return response.writeHead(204).end();
    if (request.url === '/card-page/open')
      return response.writeHead(303, { location: 'https://pay.example/single-use' }).end();
    if (request.url !== '/session/open') return response.end(`${request.headers.authorization} ${await text(request)}`);
    sessions += 1;
    const session = {
      sessionToken: `session-number-${sessions}-of-the-server`,
      idleMinutes: 15,
      absoluteExpiresAt: '2099-01-01T00:00:00Z',
    };
    return response.writeHead(201).end(JSON.stringify(session));
  });
  preview = await start();
});
afterEach(async () => {
  await preview.close();
  await server.close();
});

function start(options: { issuer?: URL } = {}): Promise<Running> {
  const issuer = options.issuer ?? new URL(provider.issuer);
  const desk = { clientId: 'counterfoil-desk', audience: 'urn:counterfoil', practice: true };
  return startBrowserPreview({ port: 0, serverUrl: server.url, issuer, rendererDir, ...desk });
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Says exactly these headers and follows nothing: what a browser would not let a script do. */
async function say(
  to: Running,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
): Promise<Answer> {
  const request = httpRequest(new URL(path, to.url), { method, headers });
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

async function cookieOf(running: Running): Promise<string> {
  const { headers } = await say(running, '/', TYPED);
  return headers['set-cookie']?.[0]?.split(';')[0] ?? expect.fail('no cookie was given');
}

async function signIn(running: Running, who: { sub: string } | undefined): Promise<void> {
  const { headers } = await say(running, '/sign-in', NEW_TAB);
  const callback = await new PracticeBrowser().signIn(new URL(headers.location ?? ''), { sub: who?.sub ?? '' });
  const done = await fetch(callback, { redirect: 'manual' });
  expect([done.status, done.headers.get('location')]).toEqual([303, running.url]);
}

describe('the cookie', () => {
  test('comes with the page, for this port, out of reach of scripts and of other sites', async () => {
    const { headers } = await say(preview, '/', TYPED);
    const name = `counterfoil-desk-${new URL(preview.url).port}`;
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^${name}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`)),
    ]);
    expect(
      (await say(preview, '/', { ...TYPED, cookie: await cookieOf(preview) })).headers['set-cookie'],
    ).toBeUndefined();
  });

  test.each(['/trpc/a', '/files/a', '/card-page/a'])('is needed for %s', async (path) => {
    await signIn(preview, aisha);
    expect((await say(preview, path, FROM_PAGE)).status).toBe(403);
    expect((await say(preview, path, { ...FROM_PAGE, cookie: 'counterfoil-desk-1=guess' })).status).toBe(403);
    expect((await say(preview, path, { ...FROM_PAGE, cookie: await cookieOf(preview) })).status).toBe(200);
  });

  test('is needed to sign out', async () => {
    await signIn(preview, aisha);
    expect((await say(preview, '/sign-out', FROM_PAGE, 'POST')).status).toBe(403);
    expect((await say(preview, '/sign-out', { ...FROM_PAGE, cookie: await cookieOf(preview) }, 'POST')).status).toBe(
      204,
    );
    expect(server.heard.at(-1)).toMatchObject({ url: '/session/close' });
    expect(JSON.parse((await say(preview, '/desk/status', FROM_PAGE)).body)).toMatchObject({ signedIn: false });
  });

  test('is not given to anything but the opening of a page', async () => {
    for (const headers of [FROM_PAGE, { ...TYPED, 'sec-fetch-dest': 'iframe' }, { accept: 'application/json' }]) {
      expect((await say(preview, '/', headers)).headers['set-cookie']).toBeUndefined();
    }
  });
});

describe('refused', () => {
  test.each(['evil.example', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example', '[::1]'])(
    'a foreign Host: %j',
    async (host) => {
      const port = host.startsWith('127.0.0.1.') ? `:${new URL(preview.url).port}` : '';
      for (const path of ['/', '/desk/status', '/trpc/a', '/sign-in']) {
        expect(
          (await say(preview, path, { ...TYPED, host: `${host}${port}`, cookie: await cookieOf(preview) })).status,
        ).toBe(403);
      }
    },
  );

  test.each(['null', 'https://evil.example', 'http://127.0.0.1:1', 'https://127.0.0.1', 'file://'])(
    'a foreign Origin: %s',
    async (origin) => {
      const cookie = await cookieOf(preview);
      for (const path of ['/trpc/a', '/files/a', '/sign-out', '/desk/status', '/']) {
        expect((await say(preview, path, { origin, cookie }, 'POST')).status).toBe(403);
      }
    },
  );

  test.each(['cross-site', 'same-site'])(
    'what a page of another origin asks for, even on this machine: %s',
    async (site) => {
      const cookie = await cookieOf(preview);
      for (const path of ['/trpc/a', '/files/a', '/desk/status', '/']) {
        expect((await say(preview, path, { ...FROM_PAGE, 'sec-fetch-site': site, cookie })).status).toBe(403);
      }
      for (const path of ['/card-page/a', '/sign-in']) {
        expect((await say(preview, path, { ...TYPED, 'sec-fetch-site': site, cookie })).status).toBe(403);
      }
      expect(
        (await say(preview, '/', { ...TYPED, 'sec-fetch-site': site, 'sec-fetch-dest': 'iframe', cookie })).status,
      ).toBe(403);
      expect((await say(preview, '/', { ...TYPED, 'sec-fetch-site': site })).status).toBe(200);
    },
  );

  test.each(['GET http://evil.example/trpc/a', 'GET //evil.example/trpc/a', 'OPTIONS *', 'GET /trpc/../session/close'])(
    'a request line that aims past the page, at the server: %s',
    async (line) => {
      const { port, host } = new URL(preview.url);
      const cookie = await cookieOf(preview);
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(`${line} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 (4\d\d |200 OK[^]*<title>Counterfoil)/);
      expect(server.heard).toEqual([]);
    },
  );
});

test('the page’s own origin is welcome by either name of this machine', async () => {
  const { port } = new URL(preview.url);
  await signIn(preview, aisha);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    const headers = { ...FROM_PAGE, host, origin: `http://${host}`, cookie: await cookieOf(preview) };
    expect((await say(preview, '/trpc/a', headers, 'POST', '{"a":1}')).body).toMatch(
      /^Bearer session-number-\d+-of-the-server {"a":1}$/,
    );
  }
});

test('a card page opens in a tab of its own, and the browser is sent on to the provider', async () => {
  await signIn(preview, aisha);
  const { status, headers } = await say(preview, '/card-page/open', { ...NEW_TAB, cookie: await cookieOf(preview) });
  expect([status, headers.location]).toEqual([303, 'https://pay.example/single-use']);
  expect(server.heard.at(-1)?.headers['x-counterfoil-desk']).toBe(new URL(preview.url).origin);
});

test('without a session a card page says so in words', async () => {
  const { status, body } = await say(preview, '/card-page/open', { ...NEW_TAB, cookie: await cookieOf(preview) });
  expect([status, body]).toEqual([401, expect.stringContaining('You are signed out')]);
});

test('two previews at once are two desks', async () => {
  const other = await start();
  try {
    await signIn(preview, aisha);
    expect(JSON.parse((await say(other, '/desk/status', FROM_PAGE)).body)).toMatchObject({ signedIn: false });
    await signIn(other, gareth);
    const cookies = `${await cookieOf(preview)}; ${await cookieOf(other)}`;
    const [mine, theirs] = await Promise.all(
      [preview, other].map((desk) => say(desk, '/trpc/a', { ...FROM_PAGE, cookie: cookies })),
    );
    expect(mine?.body).toMatch(/^Bearer session-number-\d+/);
    expect(theirs?.body).toMatch(/^Bearer session-number-\d+/);
    expect(mine?.body).not.toBe(theirs?.body);
    expect((await say(other, '/trpc/a', { ...FROM_PAGE, cookie: await cookieOf(preview) })).status).toBe(403);
  } finally {
    await other.close();
  }
});

test('when the identity provider is down, signing in says so and leads back', async () => {
  const lonely = await start({ issuer: DEAD_ADDRESS });
  const { status, body } = await say(lonely, '/sign-in', NEW_TAB);
  expect([status, body]).toEqual([502, expect.stringContaining('The sign-in service cannot be reached')]);
  expect(body).toContain(`href="${lonely.url}"`);
  await lonely.close();
});

test('its status says that it is a preview of practice', async () => {
  expect(JSON.parse((await say(preview, '/desk/status', FROM_PAGE)).body)).toEqual({
    signedIn: false,
    practice: true,
    shell: 'preview',
  });
});

test('a port that is taken is refused', async () => {
  const { port } = new URL(preview.url);
  const options = { port: Number(port), serverUrl: server.url, issuer: new URL(provider.issuer), rendererDir };
  const desk = { clientId: 'counterfoil-desk', audience: 'urn:counterfoil', practice: true };
  await expect(startBrowserPreview({ ...options, ...desk })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('as a program of its own it takes its settings from the environment and says where it is', async () => {
  const env = {
    ...process.env,
    DESK_SERVER_URL: server.url.href,
    DESK_ISSUER: provider.issuer,
    DESK_RENDERER_DIR: rendererDir,
  };
  const program = join(import.meta.dirname, '../../main/browser-preview.ts');
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { ready, url } = JSON.parse(line.toString()) as { ready: boolean; url: string };
  expect(ready).toBe(true);
  expect(await (await fetch(url)).text()).toBe('<title>Counterfoil</title>');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
