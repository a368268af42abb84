import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import { requestHeaders, responseHeaders } from './forwarded-headers.ts';
import { plainAnswer, refusalAnswer } from './gateway-answers.ts';
import { liveSession } from './live-session.ts';
import { COMMON_HEADERS } from './page-headers.ts';
import { isPlainPath } from './path-safety.ts';
import type { SessionStore } from './session-store.ts';

export interface Forwarding {
  serverUrl: URL;
  sessionStore: SessionStore;
  clock: Clock;
  practice: boolean;
  /** Where this desk is served, when a card page is a tab of the same browser and comes back to it. */
  deskUrl: string | undefined;
  /** Told when the server says that the session it was given is no good any more. */
  onSessionEnded: () => void;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT'];
// Whatever a body holds that came from the server, it does not run as the page.
const UNLESS_SAID = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};
const BODILESS_STATUS = [204, 205, 304];

/**
 * Sends the page's request on to the server once, with the session attached, and streams both bodies. A redirect is
 * handed back untouched. A failed call is never repeated: whether it acted is for the server to say.
 */
export async function forwardRequest(request: Request, path: URL, forwarding: Forwarding): Promise<Response> {
  if (!METHODS.includes(request.method)) return plainAnswer(405);
  if (!isPlainPath(path.pathname)) return plainAnswer(404);
  const requestId = randomUUID();
  const asked = { request, requestId, practice: forwarding.practice };
  const session = await liveSession(forwarding.sessionStore, forwarding.clock);
  if (!session) return refusalAnswer('signed-out', asked);
  const { sessionToken } = session;
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers: requestHeaders(request.headers, { sessionToken, requestId, deskUrl: forwarding.deskUrl }),
    body: request.body,
    duplex: 'half',
    redirect: 'manual',
    signal: request.signal,
  };
  let answer: Response;
  try {
    answer = await fetch(serverAddress(forwarding.serverUrl, path), init);
  } catch {
    // The cause names the server's address and nothing the page could act on.
    return refusalAnswer('unreachable', asked);
  }
  if (answer.status === 401) await forget(sessionToken, forwarding);
  return handedBack(answer, requestId);
}

function serverAddress(serverUrl: URL, path: URL): URL {
  const address = new URL(serverUrl);
  address.pathname = `${serverUrl.pathname.replace(/\/$/, '')}${path.pathname}`;
  address.search = path.search;
  return address;
}

function handedBack(answer: Response, requestId: string): Response {
  const headers = responseHeaders(answer.headers);
  headers.set('x-request-id', requestId);
  for (const [name, value] of Object.entries(COMMON_HEADERS)) headers.set(name, value);
  for (const [name, value] of Object.entries(UNLESS_SAID)) if (!headers.has(name)) headers.set(name, value);
  const body = BODILESS_STATUS.includes(answer.status) ? null : answer.body;
  return new Response(body, { status: answer.status, headers });
}

async function forget(sessionToken: string, { sessionStore, onSessionEnded }: Forwarding): Promise<void> {
  // A newer sign-in may have replaced the session that this late answer speaks of.
  if ((await sessionStore.load())?.sessionToken !== sessionToken) return;
  await sessionStore.clear();
  onSessionEnded();
}
