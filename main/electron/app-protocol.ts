import { protocol, type Session } from 'electron';
import type { Gateway } from '../gateway.ts';
import { plainAnswer } from '../gateway-answers.ts';
import { isPageAddress, PAGE_SCHEME } from '../page-address.ts';

/** Makes the page's scheme behave as a web origin does. Called once, before the app is ready: a second call would undo the first. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges }]);
}

/** Serves the page, and all it asks for, from the gateway. */
export function serveApp(session: Session, gateway: Gateway): void {
  session.protocol.handle(PAGE_SCHEME, async (request) =>
    isPageAddress(request.url) ? gateway(request) : plainAnswer(404),
  );
}
