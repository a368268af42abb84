export type RefusedAddress = {
  decision: 'refuse';
  why: 'not-a-web-address' | 'foreign-origin' | 'page-never-navigates';
};

/**
 * The origin of an http or https address as a browser compares it; undefined for anything else: other schemes
 * (`blob:` borrows the origin of what it wraps), an address with a user name in it, and what is no address at all.
 */
export function webOrigin(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    return undefined;
  return url.origin;
}

/** The desk's own window shows the page and nothing else, ever; the page moves between its screens without navigating. */
export function decidePageNavigation(): RefusedAddress {
  return { decision: 'refuse', why: 'page-never-navigates' };
}

/** What may be opened in the person's own browser: pages of exactly the given origins. */
export function decideExternalPage(address: string, origins: readonly string[]): { decision: 'open' } | RefusedAddress {
  const origin = webOrigin(address);
  if (origin === undefined) return { decision: 'refuse', why: 'not-a-web-address' };
  return origins.includes(origin) ? { decision: 'open' } : { decision: 'refuse', why: 'foreign-origin' };
}
