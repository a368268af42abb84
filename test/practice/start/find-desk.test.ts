import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDesk } from './find-desk.ts';

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-desk-'));
  program = join(folder, 'electron');
  await writeFile(program, '');
  await chmod(program, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('without an Electron it says so, and that npm does not bring one', () => {
  expect(findDesk(true, { ELECTRON_PATH: join(folder, 'nothing') })).toEqual({
    why: 'There is no Electron on this machine to open the desktop app with (npm does not bring it)',
  });
});

test('none is used where no window is wanted', () => {
  const found = findDesk(false, { ELECTRON_PATH: program, DISPLAY: ':0' });
  expect(found).toEqual({ why: 'No window was wanted (--no-open)' });
});

test.runIf(process.platform === 'linux')('none is used without a screen', () => {
  const found = findDesk(true, { ELECTRON_PATH: program });
  expect(found).toEqual({ why: 'There is no screen to open the desktop app on' });
});

test.runIf(process.platform !== 'win32')('one that is there is used, but not by root', () => {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const expected = asRoot ? { why: 'The desktop app does not run as root' } : { electron: program };
  expect(findDesk(true, { ELECTRON_PATH: program, DISPLAY: ':0' })).toEqual(expected);
});
