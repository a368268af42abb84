// Tells the server where the way back from a card page leads, when the desk is a page in a browser.
const DESK_HEADER = 'x-counterfoil-desk';

// RFC 9110, 7.6.1: these belong to one connection.
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
// What the page may not say for itself, and what fetch sets anew.
const NOT_FROM_PAGE = [
  'authorization',
  'cookie',
  'host',
  'origin',
  'referer',
  'expect',
  'accept-encoding',
  'x-request-id',
  DESK_HEADER,
  'forwarded',
  'via',
];
const NOT_FROM_PAGE_PREFIXES = ['sec-', 'x-forwarded-', 'proxy-'];
const NOT_FROM_SERVER = ['set-cookie', 'www-authenticate', 'strict-transport-security'];

/** Who a forwarded request is made by, as the server is told. */
export interface Sender {
  sessionToken: string;
  requestId: string;
  /** The desk's own address, when it is a page in a browser. */
  deskUrl: string | undefined;
}

/** The page's headers as they go to the server: without cookies, credentials, and what concerns one connection only. */
export function requestHeaders(from: Headers, { sessionToken, requestId, deskUrl }: Sender): Headers {
  const headers = without(from, NOT_FROM_PAGE);
  for (const name of [...headers.keys()]) {
    if (NOT_FROM_PAGE_PREFIXES.some((prefix) => name.startsWith(prefix))) headers.delete(name);
  }
  headers.set('authorization', `Bearer ${sessionToken}`);
  headers.set('x-request-id', requestId);
  if (deskUrl !== undefined) headers.set(DESK_HEADER, deskUrl);
  return headers;
}

/** The server's headers as they go to the page. The body has been decompressed on the way, so its stated size is no longer true. */
export function responseHeaders(from: Headers): Headers {
  const compressed = from.has('content-encoding') ? ['content-encoding', 'content-length'] : [];
  return without(from, [...NOT_FROM_SERVER, ...compressed]);
}

function without(from: Headers, names: readonly string[]): Headers {
  const headers = new Headers(from);
  const named = (from.get('connection') ?? '').split(',').map((name) => name.trim());
  for (const name of [...HOP_BY_HOP, ...named, ...names]) if (/^[\w-]+$/.test(name)) headers.delete(name);
  return headers;
}
