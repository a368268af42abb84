import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cardPageAddress } from '../../main/card-page.ts';
import { saveFile } from '../../main/save-file.ts';

const fileId = '018f2f0e-1111-7000-8000-000000000000';
const file = { fileId, name: 'Invoice INV-1042.pdf' };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'save-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file is asked of the server and kept where the person says', async () => {
  const gateway = vi.fn(async () => new Response('%PDF'));
  const path = join(folder, 'mine.pdf');
  expect(await saveFile(gateway, async () => path, file)).toEqual({ saved: true });
  expect(await readFile(path, 'utf8')).toBe('%PDF');
  expect(await readdir(folder)).toEqual(['mine.pdf']);
  const [[request]] = gateway.mock.calls as unknown as [[Request]];
  expect(request.url).toBe(`app://billing/files/${fileId}`);
});

test('someone who would rather not gets nothing, and nothing is asked for', async () => {
  const gateway = vi.fn(async () => new Response('%PDF'));
  expect(await saveFile(gateway, async () => undefined, file)).toEqual({ saved: false });
  expect(gateway).not.toHaveBeenCalled();
});

test('a file that is not given, or breaks off, leaves nothing behind', async () => {
  const path = join(folder, 'mine.pdf');
  await expect(
    saveFile(
      async () => Response.json({}, { status: 404 }),
      async () => path,
      file,
    ),
  ).rejects.toThrow('404');
  const broken = new ReadableStream({
    start: (stream) => stream.enqueue(new TextEncoder().encode('%P')),
    pull: (stream) => stream.error(new Error('broke off')),
  });
  await expect(
    saveFile(
      async () => new Response(broken),
      async () => path,
      file,
    ),
  ).rejects.toThrow('broke off');
  expect(await readdir(folder)).toEqual([]);
});

const rules = { origins: ['https://pay.example'], returnUrl: new URL('https://counterfoil.example/back') };

test('the address of a card page is the one the server redirects to', async () => {
  const gateway = vi.fn(
    async () => new Response(null, { status: 303, headers: { location: 'https://pay.example/secure/x' } }),
  );
  expect(await cardPageAddress(gateway, rules, fileId)).toBe('https://pay.example/secure/x');
  const [[request]] = gateway.mock.calls as unknown as [[Request]];
  expect([request.method, request.url]).toEqual(['GET', `app://billing/card-page/${fileId}`]);
});

test.each([
  ['no redirect', Response.json({ location: 'https://pay.example/' })],
  ['a refusal', new Response(null, { status: 409, headers: { location: 'https://pay.example/' } })],
  ['another origin', new Response(null, { status: 303, headers: { location: 'https://evil.example/' } })],
  [
    'our own return address',
    new Response(null, { status: 303, headers: { location: 'https://counterfoil.example/back' } }),
  ],
  ['nowhere', new Response(null, { status: 303 })],
])('%s opens no card page, and says nothing of any address', async (_what, answer) => {
  const error = await cardPageAddress(async () => answer, rules, fileId).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).not.toContain('example');
});
