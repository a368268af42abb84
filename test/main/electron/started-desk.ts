import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { ipcChannel } from '../../../shared/ipc-contract.ts';
import { createSafeSessionStore } from '../../../main/electron/safe-session-store.ts';
import { standInServer, type StandInServer } from '../stand-in-server.ts';
import { app, powerMonitor, recorded, type BrowserWindow, type RecordingSession } from './recording-electron.ts';

export const PAY = 'https://www.payments.service.gov.uk';
export const RETURN = 'https://counterfoil.example/card-return';
export const SESSION = {
  sessionToken: 'opaque-session-token-of-the-server',
  idleMinutes: 15,
  absoluteExpiresAt: '2099-01-01T00:00:00Z',
};
const THE_PAGE = { senderFrame: { url: 'app://billing/', parent: null } };
export const HOSTILE = [
  'http://www.payments.service.gov.uk/',
  `${PAY}.evil.example/`,
  `${PAY}@evil.example/`,
  `${PAY}:8443/`,
  'https://evil.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  `blob:${PAY}/1`,
  '//evil.example',
  'chrome://gpu',
  'ms-msdt:/id x',
];
const PERMISSIONS = [
  'clipboard-read',
  'media',
  'geolocation',
  'notifications',
  'hid',
  'serial',
  'usb',
  'openExternal',
  'fullscreen',
  'display-capture',
  'midi',
  'fileSystem',
  'local-network',
  'unknown',
];

/** The server of the desk under test, what it answers, and the end of both. */
export interface Surroundings {
  server: StandInServer;
  answer: { status: number; headers?: Record<string, string> };
  clear(): Promise<void>;
}

/** A desk's settings, server and folder, and an Electron to which nothing has been done. */
export async function surroundings(): Promise<Surroundings> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'));
  const around: Surroundings = {
    answer: { status: 303, headers: { location: `${PAY}/secure/single-use` } },
    server: await standInServer((_request, response) => {
      response.writeHead(around.answer.status, around.answer.headers).end();
    }),
    clear: async () => {
      vi.unstubAllEnvs();
      await around.server.close();
      await rm(folder, { recursive: true });
    },
  };
  app.userData = folder;
  app.removeAllListeners();
  powerMonitor.removeAllListeners();
  const untouched = { order: [], windows: [], sessions: [], schemes: [], opened: [] };
  Object.assign(recorded, untouched, { firstInstance: true, backend: 'gnome_libsecret' });
  recorded.calls.clear();
  vi.stubEnv('DESK_SERVER_URL', around.server.url.href);
  vi.stubEnv('DESK_ISSUER', 'https://login.example');
  vi.stubEnv('DESK_CARD_PAGE_ORIGINS', PAY);
  vi.stubEnv('DESK_CARD_RETURN_URL', RETURN);
  return around;
}

/** Runs the app from its first line; the window it opens. */
export async function startDesk(): Promise<BrowserWindow> {
  vi.resetModules();
  await import('../../../main/electron/index.ts');
  return recorded.windows[0] ?? expect.fail('no window was opened');
}

/** As after a restart with a session kept. */
export async function startSignedIn(): Promise<BrowserWindow> {
  await createSafeSessionStore(join(app.userData, 'session'), 'linux').save(SESSION);
  return startDesk();
}

/** Calls as the page would. */
export const call = async (name: Parameters<typeof ipcChannel>[0], input?: unknown) =>
  recorded.calls.get(ipcChannel(name))?.(THE_PAGE, input);

/** The events through which the window would let itself be taken there. */
export function navigate(window: BrowserWindow, address: string): string[] {
  return ['will-navigate', 'will-redirect', 'will-frame-navigate'].filter((event) => {
    let prevented = false;
    window.webContents.emit(event, { url: address, preventDefault: () => (prevented = true) });
    return !prevented;
  });
}

/** The permissions that a session grants, other than copying what a person selects. */
export function granted(of: RecordingSession): string[] {
  return PERMISSIONS.filter((permission) => {
    let answered: unknown;
    of.handlers['request']?.({}, permission, (given: unknown) => (answered = given));
    return answered !== false || of.handlers['check']?.({}, permission) !== false;
  });
}
