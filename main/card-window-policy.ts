import { webOrigin, type RefusedAddress } from './navigation-policy.ts';

export interface CardWindowRules {
  /** The payment provider's origins, exactly; nothing is inferred from a name that looks alike. */
  origins: readonly string[];
  /** Where the provider sends the person when they are done: reached when an address starts with this one. */
  returnUrl: URL;
}

export type CardNavigation = { decision: 'allow' } | { decision: 'returned' } | RefusedAddress;

/** What a card window may go to: the provider's pages, and our return address, which is never loaded but ends the window. */
export function decideCardNavigation(address: string, { origins, returnUrl }: CardWindowRules): CardNavigation {
  const origin = webOrigin(address);
  if (origin === undefined) return { decision: 'refuse', why: 'not-a-web-address' };
  if (origin === returnUrl.origin && isBelow(new URL(address).pathname, returnUrl.pathname))
    return { decision: 'returned' };
  return origins.includes(origin) ? { decision: 'allow' } : { decision: 'refuse', why: 'foreign-origin' };
}

function isBelow(pathname: string, start: string): boolean {
  return pathname === start || pathname.startsWith(start.endsWith('/') ? start : `${start}/`);
}
