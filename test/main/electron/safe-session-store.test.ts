import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSafeSessionStore } from '../../../main/electron/safe-session-store.ts';
import { app, recorded } from './recording-electron.ts';
import { SESSION, surroundings, type Surroundings } from './started-desk.ts';

vi.mock('electron', () => import('./recording-electron.ts'));

let around: Surroundings;
beforeEach(async () => {
  around = await surroundings();
});
afterEach(() => around.clear());

describe('the session on disk', () => {
  const store = (platform: NodeJS.Platform = 'linux') =>
    createSafeSessionStore(join(app.userData, 'session'), platform);

  test('survives a restart, encrypted', async () => {
    await store().save(SESSION);
    expect((await readFile(join(app.userData, 'session'))).toString()).not.toContain(SESSION.sessionToken);
    expect(await store().load()).toEqual(SESSION);
    await store().clear();
    expect(await store().load()).toBeUndefined();
    expect(await readdir(app.userData)).toEqual([]);
  });

  test.each(['basic_text', 'unknown'])('is not written where Linux offers no real encryption: %s', async (backend) => {
    recorded.backend = backend;
    const kept = store();
    await kept.save(SESSION);
    expect(await readdir(app.userData)).toEqual([]);
    expect(await kept.load()).toEqual(SESSION);
    expect(await store().load()).toBeUndefined();
  });

  test('that cannot be read is forgotten', async () => {
    await store().save({ ...SESSION, sessionToken: '' });
    expect(await store().load()).toBeUndefined();
    expect(await readdir(app.userData)).toEqual([]);
  });
});
