import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hostileProvider } from '../hostile-provider.ts';
import { app, recorded, session } from './recording-electron.ts';
import { call, granted, HOSTILE, navigate, PAY, startDesk, surroundings, type Surroundings } from './started-desk.ts';

vi.mock('electron', () => import('./recording-electron.ts'));

let around: Surroundings;
beforeEach(async () => {
  around = await surroundings();
});
afterEach(() => around.clear());

describe('the desk’s own window', () => {
  test('is sandboxed, isolated and without Node, and shows the page', async () => {
    const window = await startDesk();
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      preload: expect.stringMatching(/preload\.cjs$/),
    });
    for (const loose of ['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures']) {
      expect(window.options.webPreferences).not.toHaveProperty(loose);
    }
    expect(window.loaded).toEqual(['app://billing/']);
  });

  test('is opened after the sandbox and the scheme are in place, once', async () => {
    await startDesk();
    expect(recorded.order).toEqual(['sandbox', 'scheme', 'ready']);
    expect(recorded.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
  });

  test('goes nowhere, opens nothing, and holds no web view', async () => {
    const window = await startDesk();
    for (const address of [...HOSTILE, 'app://billing/', PAY]) expect(navigate(window, address)).toEqual([]);
    expect(window.webContents.windowOpen({ url: 'https://evil.example' })).toEqual({ action: 'deny' });
    const attach = { preventDefault: vi.fn() };
    window.webContents.emit('will-attach-webview', attach);
    expect(attach.preventDefault).toHaveBeenCalledOnce();
  });

  test('may copy what a person selects, and nothing else', async () => {
    await startDesk();
    const { handlers } = session.defaultSession;
    expect(granted(session.defaultSession)).toEqual([]);
    expect(handlers['check']?.({}, 'clipboard-sanitized-write')).toBe(true);
    expect(handlers['device']?.({})).toBe(false);
    const display = vi.fn();
    handlers['display']?.({}, display);
    expect(display).toHaveBeenCalledWith(null);
  });

  test('is served by the gateway, for the page’s own host only', async () => {
    await startDesk();
    const serve = session.defaultSession.handlers['app'] as (request: Request) => Promise<Response>;
    expect(await (await serve(new Request('app://billing/desk/status'))).json()).toEqual({
      signedIn: false,
      practice: false,
      shell: 'electron',
    });
    expect((await serve(new Request('app://elsewhere/desk/status'))).status).toBe(404);
  });

  test('comes to the front when the app is started again; the second app goes', async () => {
    const window = await startDesk();
    app.emit('second-instance');
    expect(window.focused).toBe(1);
    recorded.firstInstance = false;
    vi.resetModules();
    await import('../../../main/electron/index.ts');
    expect(recorded.windows).toHaveLength(1);
    expect(recorded.order.at(-1)).toBe('quit');
  });
});

test('the preload gives the page the bridge and nothing else', async () => {
  vi.resetModules();
  await import('../../../main/preload.ts');
  expect([...recorded.exposed.keys()]).toEqual(['desktop']);
  expect(Object.keys(recorded.exposed.get('desktop') as object).toSorted()).toEqual([
    'on',
    'openCardPage',
    'openFile',
    'saveFile',
    'signIn',
    'signOut',
  ]);
});

describe('signing in', () => {
  test('opens the sign-in page of the identity provider in the person’s own browser', async () => {
    const provider = await hostileProvider({});
    vi.stubEnv('DESK_ISSUER', provider.issuer.href);
    await startDesk();
    const outcome = call('signIn');
    await vi.waitFor(() => expect(recorded.opened).toHaveLength(1));
    const asked = new URL(recorded.opened[0] ?? '');
    expect(`${asked.origin}${asked.pathname}`).toBe(`${provider.issuer.origin}/authorise`);
    await fetch(provider.authorise(asked));
    expect(await outcome).toEqual({ outcome: 'failed', why: 'server-refused' });
    await provider.close();
  });

  test('opens nothing that the provider names and that is not its own', async () => {
    const provider = await hostileProvider({ metadata: { authorization_endpoint: 'https://evil.example/authorise' } });
    vi.stubEnv('DESK_ISSUER', provider.issuer.href);
    await startDesk();
    expect(await call('signIn')).toEqual({ outcome: 'failed', why: 'answer-not-trusted' });
    expect(recorded.opened).toEqual([]);
    await provider.close();
  });
});
