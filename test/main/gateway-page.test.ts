import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGateway, type Gateway } from '../../main/gateway.ts';
import { createPageFiles } from '../../main/page-files.ts';
import { createMemorySessionStore } from '../../main/session-store.ts';

const SECRET = 'the secret outside';
let folder: string;
let gateway: Gateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-page-'));
  const build = join(folder, 'build');
  await mkdir(join(build, 'assets'), { recursive: true });
  const index = '<!doctype html><meta name="style-nonce" content="%STYLE_NONCE%"><title>Counterfoil</title>';
  await writeFile(join(build, 'index.html'), index);
  await writeFile(join(build, 'assets', 'index-3f2a.js'), 'export {};');
  await writeFile(join(build, 'icon.svg'), '<svg/>');
  await writeFile(join(build, '.env.json'), SECRET);
  for (const name of ['secret.txt', 'secret']) await writeFile(join(folder, name), SECRET);
  const serverUrl = new URL('http://127.0.0.1:1');
  const files = createPageFiles(build);
  gateway = createGateway({
    serverUrl,
    sessionStore: createMemorySessionStore(),
    files,
    practice: true,
    shell: 'preview',
  });
});

afterAll(() => rm(folder, { recursive: true }));

const get = (path: string, init?: RequestInit) => gateway(new Request(`app://billing${path}`, init));

describe('the page', () => {
  test('has a policy that lets it talk to its own origin only, with a style nonce of this answer alone', async () => {
    const [first, second] = [await get('/'), await get('/')];
    const nonces = await Promise.all(
      [first, second].map(async (answer) => /content="([^"]+)"/.exec(await answer.text())?.[1]),
    );
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(first.headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonces[0]}'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'`,
    );
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
    });
  });

  test('is answered for its own routes, and a missing file is not', async () => {
    expect(await (await get('/organisations/OPG-1234/invoices?tab=open')).text()).toContain('<title>Counterfoil');
    expect((await get('/assets/gone-1.js')).status).toBe(404);
    expect((await get('/gone.svg')).status).toBe(404);
    expect((await get('/desk/other')).status).toBe(404);
  });

  test('has files that a browser may keep for good when their name carries a hash, and asks again for others', async () => {
    const script = await get('/assets/index-3f2a.js');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  test('is read and never written', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) expect((await get('/', { method })).status).toBe(405);
    const head = await get('/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('learns from the desk whether it is signed in, in practice, and where it runs', async () => {
    expect(await (await get('/desk/status')).json()).toEqual({ signedIn: false, practice: true, shell: 'preview' });
    expect((await get('/desk/status', { method: 'POST' })).status).toBe(405);
  });
});

// What `new URL` makes of some of these is harmless already; what matters is that nothing outside is ever read.
const TRAVERSALS = [
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/..%2Fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/.%2e/secret.txt',
  '/..%5csecret.txt',
  '/..\\secret.txt',
  '/%5c..%5csecret.txt',
  '/%252e%252e%252fsecret.txt',
  '/..%252fsecret.txt',
  '/..%c0%afsecret.txt',
  '/%c0%ae%c0%ae/secret.txt',
  '/..%u2215secret.txt',
  '/..%ef%bc%8fsecret.txt',
  '/assets/../../secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/assets/....//....//secret.txt',
  '/assets/..;/..;/secret.txt',
  '/assets/../../secret',
  '/..%2fsecret',
  '/index.html%00/../../secret.txt',
  '/secret.txt%00.html',
  '//secret.txt',
  '///etc/passwd',
  '/%2fetc%2fpasswd',
  '/file:///etc/passwd',
  '/C:%5cWindows%5cwin.ini',
  '/.env.json',
  '/assets/.%2f../.env.json',
  '/\t../secret.txt',
];

test.each(TRAVERSALS)('nothing outside the build is read for %j', async (path) => {
  const answer = await get(path);
  const body = await answer.text();
  expect(body).not.toContain(SECRET);
  expect(body).not.toContain('root:');
  expect(answer.status === 404 || body.includes('<title>Counterfoil')).toBe(true);
});

test.each([
  '../secret.txt',
  '..\\secret.txt',
  '/etc/passwd',
  'assets/../../secret.txt',
  '.env.json',
  'secret.txt\0.html',
  '',
])('the reader itself refuses %j, whoever asks', async (name) => {
  expect(await createPageFiles(join(folder, 'build')).read(name)).toBeUndefined();
});
