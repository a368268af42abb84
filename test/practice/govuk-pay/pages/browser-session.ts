import { createHmac } from 'node:crypto';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { PayRequest } from '../http-exchange.ts';
import { SESSION_LIFE_MS } from '../page-access.ts';

const COOKIE = 'frontend_state';

/** The session id in the browser's cookie, if any. */
export function sessionIdOf(request: PayRequest): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
}

/** The header that gives a browser its session, for 90 minutes. */
export function sessionCookie(sessionId: string, { pagesUrl }: GovukPayContext): Record<string, string> {
  const secure = pagesUrl.startsWith('https:') ? '; Secure' : '';
  const life = `Max-Age=${SESSION_LIFE_MS / 1_000}`;
  return { 'set-cookie': `${COOKIE}=${sessionId}; Path=/; ${life}; HttpOnly; SameSite=Lax${secure}` };
}

/** Proves that a form came from a page this browser was given: only who holds the cookie can have it. */
export function csrfTokenOf(sessionId: string, paymentId: string): string {
  return createHmac('sha256', sessionId).update(paymentId).digest('hex');
}
