import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The preview's own origin and the secret that its cookie carries. */
export interface PreviewDoor {
  port: number;
  secret: string;
}

export interface PreviewVisit {
  method: string;
  pathname: string;
  headers: IncomingHttpHeaders;
}

export type PreviewVerdict =
  { decision: 'refuse' } | { decision: 'serve' } | { decision: 'serve-with-cookie'; cookie: string };

const NEEDS_COOKIE = ['/trpc/', '/files/', '/card-page/', '/sign-out'];
const OURS_ALONE = [...NEEDS_COOKIE, '/sign-in'];

/**
 * Keeps every other page on the machine from using this desk's session. Refused: a `Host` that is not this port on this
 * machine (name rebinding), a foreign `Origin`, anything but opening the page itself when a page of another origin asks
 * (another port counts as another), and calls without the cookie, which comes with the page.
 */
export function judgeVisit({ method, pathname, headers }: PreviewVisit, door: PreviewDoor): PreviewVerdict {
  const hosts = [`127.0.0.1:${door.port}`, `localhost:${door.port}`];
  if (!hosts.includes(headers.host ?? '')) return { decision: 'refuse' };
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) return { decision: 'refuse' };
  const opensPage = method === 'GET' && opensDocument(headers);
  const starts = (prefix: string) => pathname.startsWith(prefix);
  if (isAskedByOthers(headers) && (!opensPage || OURS_ALONE.some(starts))) return { decision: 'refuse' };
  const known = hasCookie(headers, door);
  if (!known && NEEDS_COOKIE.some(starts)) return { decision: 'refuse' };
  if (known || !opensPage) return { decision: 'serve' };
  return {
    decision: 'serve-with-cookie',
    cookie: `${cookieName(door)}=${door.secret}; HttpOnly; SameSite=Strict; Path=/`,
  };
}

function opensDocument(headers: IncomingHttpHeaders): boolean {
  const [mode, dest] = [headers['sec-fetch-mode'], headers['sec-fetch-dest']];
  if (mode === undefined && dest === undefined) return headers.accept?.includes('text/html') ?? false;
  return mode === 'navigate' && dest === 'document';
}

function isAskedByOthers(headers: IncomingHttpHeaders): boolean {
  return !['same-origin', 'none', undefined].includes(headers['sec-fetch-site']);
}

function hasCookie(headers: IncomingHttpHeaders, door: PreviewDoor): boolean {
  const wanted = Buffer.from(`${cookieName(door)}=${door.secret}`);
  return (headers.cookie ?? '').split(';').some((cookie) => {
    const given = Buffer.from(cookie.trim());
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

// Cookies are shared by every port of a machine: two previews keep apart by name.
function cookieName({ port }: PreviewDoor): string {
  return `counterfoil-desk-${port}`;
}
