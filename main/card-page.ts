import { decideCardNavigation, type CardWindowRules } from './card-window-policy.ts';
import type { Gateway } from './gateway.ts';
import { PAGE_ADDRESS } from './page-address.ts';

/**
 * Asks the server for the single-use address of an attempt's card page. It is good for one window and is kept nowhere.
 * Rejects when the server gives none, or one that is not the payment provider's.
 */
export async function cardPageAddress(gateway: Gateway, rules: CardWindowRules, attemptId: string): Promise<string> {
  const answer = await gateway(new Request(new URL(`card-page/${attemptId}`, PAGE_ADDRESS)));
  const address = answer.headers.get('location');
  if (answer.status !== 303 || address === null) throw new Error(`There is no card page to open: ${answer.status}`);
  if (decideCardNavigation(address, rules).decision !== 'allow')
    throw new Error('The card page is not the payment provider’s.');
  return address;
}
