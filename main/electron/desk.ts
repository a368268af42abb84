import { join } from 'node:path';
import { app, powerMonitor, session as sessions, type BrowserWindow } from 'electron';
import { ipcChannel, type IpcEvent, type IpcEventFacts } from '../../shared/ipc-contract.ts';
import { cardPageAddress } from '../card-page.ts';
import type { DeskConfig } from '../config.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { forgetOpenedFiles } from '../open-file.ts';
import { createPageFiles } from '../page-files.ts';
import { createSignIn } from '../sign-in.ts';
import { serveApp } from './app-protocol.ts';
import { createCardWindows, type CardWindows } from './card-window.ts';
import { answerCalls } from './desk-calls.ts';
import { setAppMenu } from './menu.ts';
import { createSafeSessionStore } from './safe-session-store.ts';
import { denyPermissions } from './security.ts';
import { openDeskWindow } from './window.ts';

type Tell = <Event extends IpcEvent>(event: Event, facts: IpcEventFacts<Event>) => void;

/** Puts the desk together once the app is ready: session, gateway, calls, menu, and its one window. */
export async function startDesk(config: DeskConfig): Promise<void> {
  let window: BrowserWindow | undefined;
  const tell: Tell = (event, facts) => window?.webContents.send(ipcChannel(event), facts);
  const endSession = (why: IpcEventFacts<'session-ended'>['why']) => {
    cards?.close();
    tell('session-ended', { why });
  };
  const session = sessions.defaultSession;
  denyPermissions(session, ['clipboard-sanitized-write']);
  const sessionStore = createSafeSessionStore(join(app.getPath('userData'), 'session'), process.platform);
  const gateway = createGateway({
    ...config,
    sessionStore,
    files: createPageFiles(join(import.meta.dirname, '../renderer')),
    shell: 'electron',
    onSessionEnded: () => endSession('expired'),
  });
  const cards = cardWindows(config, gateway, tell);
  const desk = createSignIn({ ...config, sessionStore });
  serveApp(session, gateway);
  const openedFiles = join(app.getPath('userData'), 'opened');
  await forgetOpenedFiles(openedFiles);
  answerCalls({ gateway, desk, cards, externalOrigins: [config.issuer.origin], openedFiles, endSession });
  setAppMenu(process.platform);
  powerMonitor.on('lock-screen', () => cards?.close());
  app.on('second-instance', () => window?.focus());
  const preload = join(import.meta.dirname, '../preload/preload.cjs');
  window = await openDeskWindow({ session, preload, devTools: !app.isPackaged });
  window.once('closed', () => {
    window = undefined;
    cards?.close();
  });
}

function cardWindows({ cardWindow }: DeskConfig, gateway: Gateway, tell: Tell): CardWindows | undefined {
  if (!cardWindow) return undefined;
  return createCardWindows({
    rules: cardWindow,
    addressOf: (attemptId) => cardPageAddress(gateway, cardWindow, attemptId),
    onEnded: (attemptId, how) => tell('card-page-ended', { attemptId, how }),
  });
}
