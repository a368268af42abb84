import type { IpcEventFacts, SignInOutcome } from '../../shared/ipc-contract.ts';
import { SIGN_IN_PATH, SIGN_OUT_PATH } from '../config.ts';
import { forgetReturnPath, rememberReturnPath } from './return-path.ts';
import { shellBridge } from './shell-bridge.ts';

export type CardPageEnd = IpcEventFacts<'card-page-ended'>;

/** What the page asks of the shell it runs in: the desktop app, or a browser tab on the preview's gateway. */
export interface Desktop {
  /** Signs in. In the desktop app it answers how that ended; in a browser the page goes away and it answers null. */
  readonly signIn: () => Promise<SignInOutcome | null>;
  readonly signOut: () => Promise<void>;
  /** Opens GOV.UK Pay's card page of an attempt, in its own window. Its address never comes near this page. */
  readonly openCardPage: (attempt: { readonly attemptId: string }) => Promise<void>;
  /** Offers one of the server's files for saving under that name. */
  readonly saveFile: (file: { readonly fileId: string; readonly name: string }) => Promise<void>;
  /** Shows one of the server's PDF files, to be read or printed. */
  readonly openFile: (file: { readonly fileId: string; readonly name: string }) => Promise<void>;
  /** Told when a card page's window ends, so that the server is asked at once. In a browser nobody tells. Returns how to stop. */
  readonly onCardPageEnded: (listener: (end: CardPageEnd) => void) => () => void;
  readonly onSessionEnded: (listener: () => void) => () => void;
}

function openInNewTab(path: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.click();
}

function download({ fileId, name }: { readonly fileId: string; readonly name: string }): void {
  const link = document.createElement('a');
  link.href = `/files/${fileId}`;
  link.download = name;
  link.click();
}

const browserPreview: Desktop = {
  signIn: () => {
    rememberReturnPath();
    window.location.assign(SIGN_IN_PATH);
    return Promise.resolve(null);
  },
  signOut: async () => {
    await fetch(SIGN_OUT_PATH, { method: 'POST' });
    forgetReturnPath();
    window.location.assign('/');
  },
  openCardPage: ({ attemptId }) => {
    openInNewTab(`/card-page/${encodeURIComponent(attemptId)}`);
    return Promise.resolve();
  },
  saveFile: (file) => {
    download(file);
    return Promise.resolve();
  },
  openFile: ({ fileId }) => {
    openInNewTab(`/files/${fileId}?as=page`);
    return Promise.resolve();
  },
  onCardPageEnded: () => () => undefined,
  onSessionEnded: () => () => undefined,
};

function desktopApp(bridge: NonNullable<ReturnType<typeof shellBridge>>): Desktop {
  return {
    signIn: () => bridge.signIn(),
    signOut: () => bridge.signOut(),
    openCardPage: ({ attemptId }) => bridge.openCardPage({ attemptId }),
    saveFile: async ({ fileId, name }) => {
      await bridge.saveFile({ fileId, name });
    },
    openFile: ({ fileId, name }) => bridge.openFile({ fileId, name }),
    onCardPageEnded: (listener) => bridge.on('card-page-ended', listener),
    onSessionEnded: (listener) => bridge.on('session-ended', listener),
  };
}

const bridge = shellBridge();

export const desktop: Desktop = bridge === undefined ? browserPreview : desktopApp(bridge);
