import type { Payment } from '../payment.ts';
import { EXTERNAL_STATES } from '../payment-status.ts';

type Urls = { apiUrl: string; pagesUrl: string };

/** The links that a payment has wherever it is shown: cancel only while unfinished, capture only when it waits for it. */
export function paymentLinks(payment: Payment, apiUrl: string): Record<string, unknown> {
  const self = `${apiUrl}/v1/payments/${payment.id}`;
  return {
    self: { href: self, method: 'GET' },
    events: { href: `${self}/events`, method: 'GET' },
    refunds: { href: `${self}/refunds`, method: 'GET' },
    ...(EXTERNAL_STATES[payment.status].finished ? {} : { cancel: { href: `${self}/cancel`, method: 'POST' } }),
    ...(payment.status === 'AWAITING CAPTURE REQUEST' ? { capture: { href: `${self}/capture`, method: 'POST' } } : {}),
  };
}

/** The two ways to the payment pages; the token in them is single-use. */
export function nextUrlLinks(token: string, { pagesUrl }: Urls): Record<string, unknown> {
  return {
    next_url: { href: `${pagesUrl}/secure/${token}`, method: 'GET' },
    next_url_post: {
      type: 'application/x-www-form-urlencoded',
      params: { chargeTokenId: token },
      href: `${pagesUrl}/secure`,
      method: 'POST',
    },
  };
}

/** Does Pay hand out a way to the pages for this payment? Not once it is finished, nor when it waits for capture. */
export function hasNextUrl(payment: Payment): boolean {
  return !EXTERNAL_STATES[payment.status].finished && payment.status !== 'AWAITING CAPTURE REQUEST';
}
