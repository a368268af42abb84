import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-lock-'));
  path = join(folder, 'running.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('of many that ask at once, one gets it; the others hear who has it', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(path)));
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refusals = asked.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  expect(refusals).toHaveLength(7);
  for (const refusal of refusals) {
    expect(refusal).toContain(`already running in this folder: process ${process.pid}, it is still starting`);
  }
  expect(await readdir(folder)).toEqual(['running.json']);
});

test('where it is to be found is told once it is known', async () => {
  const lock = await lockFolder(path);
  await lock.announce('http://127.0.0.1:4310/');
  await expect(lockFolder(path)).rejects.toThrow('its desk is at http://127.0.0.1:4310/');
  await lock.release();
  expect(existsSync(path)).toBe(false);
});

test('a lock whose holder is gone counts for nothing, nor does one that cannot be read', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  await writeFile(path, JSON.stringify({ pid: child.pid, bornAt: null, url: null }));
  await (await lockFolder(path)).release();
  await writeFile(path, 'half a lo');
  await (await lockFolder(path)).release();
  expect(existsSync(path)).toBe(false);
});

test.runIf(process.platform === 'linux')('a process that has the id of a dead holder is not the holder', async () => {
  await writeFile(path, JSON.stringify({ pid: process.pid, bornAt: '1', url: null }));
  await expect(lockFolder(path)).resolves.toBeDefined();
});

test('releasing leaves alone what is somebody else’s by now', async () => {
  const lock = await lockFolder(path);
  const others = JSON.stringify({ pid: 1, bornAt: null, url: null });
  await writeFile(path, others);
  await lock.release();
  expect(await readFile(path, 'utf8')).toBe(others);
});
