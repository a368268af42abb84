import type { Answer } from '../http-exchange.ts';
import type { Payment } from '../payment.ts';
import type { Status } from '../payment-status.ts';
import { html } from './html.ts';
import { pageAnswer } from './page-answer.ts';

type Outcome = { heading: string; text: string };

const NO_MONEY = 'No money has been taken from your account.';
const PAID: Outcome = {
  heading: 'Your payment was successful',
  text: 'To make any changes to your payment you’ll need to contact the service.',
};
const PROVIDER_ERROR: Outcome = { heading: 'We’re experiencing technical problems', text: NO_MONEY };

const OUTCOMES: Partial<Record<Status, Outcome>> = {
  'AUTHORISATION REJECTED': {
    heading: 'Your payment has been declined',
    text: `${NO_MONEY} Contact your bank for more details.`,
  },
  'AUTHORISATION ERROR': PROVIDER_ERROR,
  'CAPTURE ERROR': PROVIDER_ERROR,
  'AWAITING CAPTURE REQUEST': PAID,
  'CAPTURE APPROVED': PAID,
  'CAPTURE SUBMITTED': PAID,
  CAPTURED: PAID,
  EXPIRED: { heading: 'Your payment session has expired', text: NO_MONEY },
  'USER CANCELLED': { heading: 'Your payment has been cancelled', text: NO_MONEY },
  'SYSTEM CANCELLED': {
    heading: 'Your payment has been cancelled',
    text: `The service you’re trying to pay has cancelled your payment. ${NO_MONEY}`,
  },
};

/** The page of a payment that has come to an end, with the way back to the service; undefined while it has not. */
export function outcomePage(payment: Payment): Answer | undefined {
  const outcome = OUTCOMES[payment.status];
  if (!outcome) return undefined;
  const content = html`<h1>${outcome.heading}</h1>
    <p>${outcome.text}</p>
    <p><a class="button" href="/return/${payment.id}" autofocus>Go back to the service</a></p>`;
  return pageAnswer({ title: outcome.heading, content });
}

/** While the provider has not answered: the page looks again each second, or when the link is followed. */
export function waitingPage(payment: Payment): Answer {
  const content = html`<h1>Checking card details</h1>
    <p role="status">Your payment details are being checked.</p>
    <p><a href="/card_details/${payment.id}/auth_waiting">Check again</a></p>`;
  return pageAnswer({ title: 'Checking card details', content, reloadAfterMs: 1_000 });
}

/** For a browser that may not see the payment: a used address without its cookie, or a session that ran out. */
export function sessionExpiredPage(): Answer {
  const content = html`<h1>Your payment session has expired</h1>
    <p>This may be because you have completed your payment or your session has timed out. ${NO_MONEY}</p>`;
  return pageAnswer({ title: 'Your payment session has expired', content, status: 403 });
}

/** For an address that leads nowhere. */
export function pageNotFound(): Answer {
  const content = html`<h1>Page not found</h1>
    <p>If you typed the address, check it is correct. Otherwise go back to the service and start again.</p>`;
  return pageAnswer({ title: 'Page not found', content, status: 404 });
}

/** For a form that did not come from its own page. */
export function formRefusedPage(): Answer {
  const content = html`<h1>We’re experiencing technical problems</h1>
    <p>Go back and try again.</p>`;
  return pageAnswer({ title: 'Form refused', content, status: 400 });
}
