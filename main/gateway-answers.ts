import { COMMON_HEADERS } from './page-headers.ts';
import { PLAIN_PAGE_HEADERS, plainPage } from './plain-page.ts';

/** Why the gateway itself answers instead of the server. */
export type GatewayRefusal = 'unreachable' | 'signed-out';

const REFUSALS = {
  unreachable: {
    status: 502,
    title: 'The server cannot be reached',
    next: 'Nothing was sent twice. Close this page and try again from Counterfoil.',
  },
  'signed-out': {
    status: 401,
    title: 'You are signed out',
    next: 'Close this page, sign in to Counterfoil and try again.',
  },
} as const;

const NO_STORE = { ...COMMON_HEADERS, 'cache-control': 'no-store' };

/** Where a request came from, as far as the answer's looks depend on it. */
export interface Asked {
  request: Request;
  requestId: string;
  practice: boolean;
}

/** JSON for the page, `{ "gateway": … }`; words where a person opened the address in a window of its own. */
export function refusalAnswer(refusal: GatewayRefusal, { request, requestId, practice }: Asked): Response {
  const { status, title, next } = REFUSALS[refusal];
  const identified = { 'x-request-id': requestId };
  if (request.headers.get('sec-fetch-dest') !== 'document') {
    return Response.json({ gateway: refusal }, { status, headers: { ...NO_STORE, ...identified } });
  }
  return new Response(plainPage({ title, next, practice }), {
    status,
    headers: { ...PLAIN_PAGE_HEADERS, ...identified },
  });
}

export function jsonAnswer(body: unknown): Response {
  return Response.json(body, { headers: NO_STORE });
}

/** A bare status without a body. */
export function plainAnswer(status: number): Response {
  return new Response(null, { status, headers: NO_STORE });
}
