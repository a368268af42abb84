// Encoded slash, backslash, dot, percent sign and control characters: what a second decoding could turn into a step elsewhere.
const ENCODED_TRICK = /%(?:2f|5c|2e|25|0|1|7f)/i;
const CLIMBING_OR_ODD = /[\\\p{Cc}]|(?:^|\/)\.{1,2}(?:\/|$)/u;

/** Whether a URL path says plainly where it goes. What fails this is never read from disk and never forwarded. */
export function isPlainPath(pathname: string): boolean {
  if (!pathname.startsWith('/') || pathname.startsWith('//') || ENCODED_TRICK.test(pathname)) return false;
  try {
    return !CLIMBING_OR_ODD.test(decodeURIComponent(pathname));
  } catch {
    return false;
  }
}
