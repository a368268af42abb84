import { randomUUID } from 'node:crypto';
import { BrowserWindow, session as sessions, type Session } from 'electron';
import type { IpcEventFacts } from '../../shared/ipc-contract.ts';
import { decideCardNavigation, type CardWindowRules } from '../card-window-policy.ts';
import { denyPermissions, guardNavigation } from './security.ts';

type CardPageEnd = IpcEventFacts<'card-page-ended'>['how'];

export interface CardWindowOptions {
  rules: CardWindowRules;
  /** Asks for the single-use address; it is loaded and forgotten. */
  addressOf: (attemptId: string) => Promise<string>;
  onEnded: (attemptId: string, how: CardPageEnd) => void;
}

export interface CardWindows {
  /** Opens the card page of an attempt, or brings it to the front. Rejects while another attempt's is open. */
  open(attemptId: string): Promise<void>;
  close(): void;
}

interface OpenCardPage {
  attemptId: string;
  window?: BrowserWindow;
}

// The payment provider gives up after 90 minutes; nothing can come of the page after that.
const OPEN_AT_MOST_MS = 90 * 60_000;

/**
 * Windows for the payment provider's card pages, one at a time. Each has a session of its own that lives in memory, no
 * preload and no way to talk to us; it is cleared and its process ended when the window is.
 */
export function createCardWindows({ rules, addressOf, onEnded }: CardWindowOptions): CardWindows {
  let current: OpenCardPage | undefined;
  const close = () => current?.window?.close();
  const open = async (attemptId: string) => {
    if (current && current.attemptId !== attemptId) throw new Error('Another card page is open.');
    if (current) {
      current.window?.focus();
      return;
    }
    const opening: OpenCardPage = { attemptId };
    current = opening;
    try {
      opening.window = openWindow(rules, await addressOf(attemptId), (how) => {
        current = undefined;
        onEnded(attemptId, how);
      });
    } catch (error) {
      current = undefined;
      throw error;
    }
  };
  return { open, close };
}

function openWindow(rules: CardWindowRules, address: string, onEnded: (how: CardPageEnd) => void): BrowserWindow {
  const session = freshSession();
  const window = new BrowserWindow({
    width: 720,
    height: 900,
    title: titleOf(address),
    autoHideMenuBar: true,
    webPreferences: {
      session,
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.setContentProtection(true);
  let how: CardPageEnd = 'closed';
  const endAs = (end: CardPageEnd) => {
    how = end;
    // Not from inside the navigation that is being decided.
    setImmediate(() => window.isDestroyed() || window.close());
  };
  guardNavigation(window.webContents, (to) => {
    const { decision } = decideCardNavigation(to, rules);
    if (decision === 'returned') endAs('returned');
    return decision === 'allow' ? 'allow' : 'refuse';
  });
  showWhere(window);
  const limit = setTimeout(() => endAs('timed-out'), OPEN_AT_MOST_MS);
  // The page has no say in whether it closes, and its process keeps nothing.
  window.on('close', () => {
    window.webContents.forcefullyCrashRenderer();
    window.destroy();
  });
  window.once('closed', () => {
    clearTimeout(limit);
    void clear(session);
    onEnded(how);
  });
  void window.loadURL(address).catch(() => {});
  return window;
}

function freshSession(): Session {
  const session = sessions.fromPartition(`card-page-${randomUUID()}`, { cache: false });
  denyPermissions(session);
  session.on('will-download', (asked) => asked.preventDefault());
  return session;
}

async function clear(session: Session): Promise<void> {
  await Promise.all([session.clearStorageData(), session.clearCache(), session.clearAuthCache()]);
  await session.closeAllConnections();
}

// The title says whose page it is, by its address and not by its own words.
function showWhere(window: BrowserWindow): void {
  window.on('page-title-updated', (asked) => {
    asked.preventDefault();
    window.setTitle(titleOf(window.webContents.getURL()));
  });
}

function titleOf(address: string): string {
  return `Card payment at ${URL.parse(address)?.host ?? 'no address'}`;
}
