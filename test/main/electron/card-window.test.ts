import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { powerMonitor, recorded, session, type BrowserWindow } from './recording-electron.ts';
import {
  call,
  granted,
  HOSTILE,
  navigate,
  PAY,
  RETURN,
  startSignedIn,
  surroundings,
  type Surroundings,
} from './started-desk.ts';

const attemptId = '018f2f0e-1111-7000-8000-000000000000';
const other = '018f2f0e-2222-7000-8000-000000000000';

vi.mock('electron', () => import('./recording-electron.ts'));

let around: Surroundings;
beforeEach(async () => {
  around = await surroundings();
});
afterEach(() => around.clear());

describe('a card window', () => {
  async function openCard(id = attemptId): Promise<BrowserWindow> {
    await call('openCardPage', { attemptId: id });
    return recorded.windows.at(-1) ?? expect.fail('no window was opened');
  }

  test('has a session of its own in memory, no preload, and its screen is protected', async () => {
    await startSignedIn();
    const card = await openCard();
    const { session: own, ...preferences } = card.options.webPreferences;
    expect(preferences).toEqual({
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
    });
    expect(own.partition).toMatch(/^card-page-/);
    expect(own.options).toEqual({ cache: false });
    expect(own.handlers['app']).toBeUndefined();
    expect(granted(own)).toEqual([]);
    expect(card.contentProtection).toBe(true);
    const download = { preventDefault: vi.fn() };
    own.emit('will-download', download);
    expect(download.preventDefault).toHaveBeenCalledOnce();
  });

  test('loads the address that the server gives, for that attempt, and shows whose page it is', async () => {
    await startSignedIn();
    const card = await openCard();
    expect(card.loaded).toEqual([`${PAY}/secure/single-use`]);
    expect(around.server.heard.map(({ url }) => url)).toEqual([`/card-page/${attemptId}`]);
    card.webContents.emit('page-title-updated', { preventDefault: () => {} });
    expect(card.title).toBe('Card payment at www.payments.service.gov.uk');
  });

  test('goes to the payment provider only', async () => {
    await startSignedIn();
    const card = await openCard();
    for (const address of HOSTILE) expect(navigate(card, address), address).toEqual([]);
    expect(navigate(card, `${PAY}/card_details/1`)).toHaveLength(3);
    expect(card.webContents.windowOpen({ url: PAY })).toEqual({ action: 'deny' });
  });

  test('ends when it is sent back, is cleared, and the page is told', async () => {
    const desk = await startSignedIn();
    const card = await openCard();
    expect(navigate(card, `${RETURN}/n0nce`)).toEqual([]);
    await vi.waitFor(() => expect(card.destroyed).toBe(true));
    expect(card.webContents.crashed).toBe(true);
    await vi.waitFor(() =>
      expect(card.options.webPreferences.session.cleared).toEqual(['storage', 'cache', 'passwords', 'connections']),
    );
    expect(desk.webContents.sent).toEqual([['counterfoil:card-page-ended', { attemptId, how: 'returned' }]]);
  });

  test('is one at a time, fresh each time', async () => {
    const desk = await startSignedIn();
    const card = await openCard();
    await expect(call('openCardPage', { attemptId: other })).rejects.toThrow('failed');
    await openCard();
    expect(card.focused).toBe(1);
    expect(recorded.windows).toEqual([desk, card]);
    card.close();
    expect(desk.webContents.sent).toEqual([['counterfoil:card-page-ended', { attemptId, how: 'closed' }]]);
    const next = await openCard(other);
    expect(next.options.webPreferences.session.partition).not.toBe(card.options.webPreferences.session.partition);
  });

  test.each([
    ['signing out', () => call('signOut')],
    ['locking the screen', async () => powerMonitor.emit('lock-screen')],
    [
      'the end of the session',
      async () => {
        around.answer = { status: 401 };
        await (session.defaultSession.handlers['app'] as (request: Request) => Promise<Response>)(
          new Request('app://billing/trpc/a'),
        );
      },
    ],
    ['closing the desk', async () => recorded.windows[0]?.destroy()],
  ])('ends with %s', async (_what, happens) => {
    await startSignedIn();
    const card = await openCard();
    await happens();
    expect(card.destroyed).toBe(true);
  });

  test('is not given up for 90 minutes, and then it is', async () => {
    await startSignedIn();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const card = await openCard();
      vi.advanceTimersByTime(90 * 60_000 - 1);
      expect(card.destroyed).toBe(false);
      vi.advanceTimersByTime(1);
      await vi.waitFor(() => expect(card.destroyed).toBe(true));
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([{ status: 404 }, { status: 200 }, { status: 303, headers: { location: 'https://evil.example/' } }])(
    'does not open when the server answers %j, and can be tried again',
    async (refusal) => {
      await startSignedIn();
      const given = around.answer;
      around.answer = refusal;
      await expect(call('openCardPage', { attemptId })).rejects.toThrow('failed');
      expect(recorded.windows).toHaveLength(1);
      around.answer = given;
      await openCard();
      expect(recorded.windows).toHaveLength(2);
    },
  );

  test('does not open where it is not settled how cards are taken', async () => {
    vi.stubEnv('DESK_CARD_PAGE_ORIGINS', '');
    await startSignedIn();
    await expect(call('openCardPage', { attemptId })).rejects.toThrow('failed');
    expect(recorded.windows).toHaveLength(1);
  });
});
