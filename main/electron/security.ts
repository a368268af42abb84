import { app, type Session, type WebContents } from 'electron';

type Decide = (address: string) => 'allow' | 'refuse';

/** Refuses every permission but those named, on questions and on checks alike; left alone, Electron grants them all. */
export function denyPermissions(session: Session, allowed: readonly string[] = []): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.includes(permission)));
  session.setPermissionCheckHandler((_contents, permission) => allowed.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
}

/** Lets a window go only where `decide` allows: by link, by script, by the server's redirect, and in any frame of it. */
export function guardNavigation(contents: WebContents, decide: Decide): void {
  const guard = (asked: { url: string; preventDefault: () => void }) => {
    if (decide(asked.url) === 'refuse') asked.preventDefault();
  };
  contents.on('will-navigate', guard);
  contents.on('will-redirect', guard);
  contents.on('will-frame-navigate', guard);
}

/** For everything that ever shows a page in this app: no pop-ups and no web views. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (asked) => asked.preventDefault());
  });
}
