import { systemClock, type Clock } from './clock.ts';
import { forwardRequest } from './forward-request.ts';
import { jsonAnswer, plainAnswer } from './gateway-answers.ts';
import { liveSession } from './live-session.ts';
import type { PageFiles } from './page-files.ts';
import { servePage } from './serve-page.ts';
import type { SessionStore } from './session-store.ts';

export interface GatewayOptions {
  /** The central server. */
  serverUrl: URL;
  sessionStore: SessionStore;
  /** The page's build. */
  files: PageFiles;
  /** Whether this desk works on the practice system; the page frames itself accordingly. */
  practice: boolean;
  shell: 'electron' | 'preview';
  /** Origin of this desk, where a card page is a tab of the same browser; left out where a window is closed instead. */
  deskUrl?: string;
  clock?: Clock;
  onSessionEnded?: () => void;
}

/** The only thing the page ever talks to. Reads the path and query of a request's address, never its host. */
export type Gateway = (request: Request) => Promise<Response>;

const FORWARDED = ['/trpc/', '/files/', '/card-page/'];

/**
 * Answers `/desk/status` and the page's files, and forwards `/trpc/*`, `/files/*` and `/card-page/*` to the server with
 * the session attached. Without a session those are 401 `{"gateway":"signed-out"}`; when the server cannot be reached,
 * 502 `{"gateway":"unreachable"}`. When the server says 401, the session is dropped.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { files, practice, shell, serverUrl, sessionStore } = options;
  const clock = options.clock ?? systemClock;
  const onSessionEnded = options.onSessionEnded ?? (() => {});
  const forwarding = { serverUrl, sessionStore, clock, practice, deskUrl: options.deskUrl, onSessionEnded };
  return async (request) => {
    const address = new URL(request.url);
    const { pathname } = address;
    if (FORWARDED.some((prefix) => pathname.startsWith(prefix))) return forwardRequest(request, address, forwarding);
    if (!pathname.startsWith('/desk/')) return servePage(request, pathname, files);
    if (pathname !== '/desk/status') return plainAnswer(404);
    if (request.method !== 'GET') return plainAnswer(405);
    return jsonAnswer({ signedIn: (await liveSession(sessionStore, clock)) !== undefined, practice, shell });
  };
}
