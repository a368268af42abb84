import { BrowserWindow, type Session } from 'electron';
import { decidePageNavigation } from '../navigation-policy.ts';
import { PAGE_ADDRESS } from '../page-address.ts';
import { guardNavigation } from './security.ts';

export interface DeskWindowOptions {
  session: Session;
  /** Absolute path of the bundled preload script. */
  preload: string;
  devTools: boolean;
}

/** Opens the desk's one window on the page. */
export async function openDeskWindow({ session, preload, devTools }: DeskWindowOptions): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    title: 'Counterfoil',
    show: false,
    webPreferences: {
      session,
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  guardNavigation(window.webContents, () => (decidePageNavigation().decision === 'refuse' ? 'refuse' : 'allow'));
  window.once('ready-to-show', () => window.show());
  await window.loadURL(PAGE_ADDRESS);
  return window;
}
