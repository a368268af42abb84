import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openFile } from '../../main/open-file.ts';

const file = { fileId: 'invoices/LP26000123K/pdf', name: 'Invoice LP26000123K.pdf' };
let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'open-file-'));
  folder = join(root, 'opened');
});
afterEach(() => rm(root, { recursive: true }));

test('a file is asked of the server and shown, and the one before it is gone', async () => {
  const gateway = vi.fn(async () => new Response('%PDF'));
  const shown: string[] = [];
  const show = async (path: string) => {
    shown.push(await readFile(path, 'utf8'));
    return '';
  };
  await openFile(gateway, folder, show, { ...file, name: 'Earlier.pdf' });
  await openFile(gateway, folder, show, file);
  expect(shown).toEqual(['%PDF', '%PDF']);
  expect(await readdir(folder)).toEqual([file.name]);
  const [[request]] = gateway.mock.calls as unknown as [[Request]];
  expect(request.url).toBe('app://billing/files/invoices/LP26000123K/pdf');
});

test('what is not given, or cannot be shown, is told', async () => {
  const refused = async () => Response.json({}, { status: 404 });
  await expect(openFile(refused, folder, async () => '', file)).rejects.toThrow('404');
  const given = async () => new Response('%PDF');
  await expect(openFile(given, folder, async () => 'no program', file)).rejects.toThrow('No program');
});
