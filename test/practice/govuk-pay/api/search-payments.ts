import type { Account } from '../accounts.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer, PayRequest } from '../http-exchange.ts';
import type { Payment } from '../payment.ts';
import { EXTERNAL_STATES } from '../payment-status.ts';
import { ApiRefusal, jsonAnswer } from './api-refusal.ts';
import { paymentLinks } from './payment-links.ts';
import { presentPayment } from './present-payment.ts';
import { readSearchParameters, type SearchParameters } from './search-parameters.ts';

/**
 * GET /v1/payments: payments as they were `searchLagMs` ago, newest first, by page. It never carries a `next_url`, and
 * nothing should be decided on it.
 */
export function searchPayments(context: GovukPayContext, account: Account, request: PayRequest): Answer {
  const parameters = readSearchParameters(request.query);
  const { page, displaySize } = parameters;
  const found = context.payments
    .asOf(context.clock.now() - context.searchLagMs)
    .filter((payment) => payment.account === account.accountName && matches(payment, parameters))
    .toReversed()
    .toSorted((one, other) => other.createdAt - one.createdAt);
  const lastPage = Math.max(1, Math.ceil(found.length / displaySize));
  if (page > lastPage) throw new ApiRefusal(404, { code: 'P0402', description: 'Page not found' });
  const results = found
    .slice((page - 1) * displaySize, page * displaySize)
    .map((payment) => ({ ...presentPayment(payment), _links: paymentLinks(payment, context.apiUrl) }));
  return jsonAnswer(200, {
    total: found.length,
    count: results.length,
    page,
    results,
    _links: pageLinks(`${context.apiUrl}/v1/payments`, request.query, parameters, lastPage),
  });
}

function matches(payment: Payment, { value }: SearchParameters): boolean {
  const is = (name: string, actual: string | undefined): boolean => {
    const wanted = value(name);
    return wanted === undefined || actual?.toLowerCase() === wanted.toLowerCase();
  };
  const holds = (name: string, actual: string | undefined): boolean => {
    const wanted = value(name);
    return wanted === undefined || (actual?.toLowerCase().includes(wanted.toLowerCase()) ?? false);
  };
  return (
    is('reference', payment.reference) &&
    is('state', EXTERNAL_STATES[payment.status].status) &&
    is('first_digits_card_number', payment.card?.firstDigits) &&
    is('last_digits_card_number', payment.card?.lastDigits) &&
    holds('email', payment.email) &&
    holds('cardholder_name', payment.card?.cardholderName) &&
    // Strictly after and strictly before, as Pay does; its documentation says the first is inclusive.
    payment.createdAt > Date.parse(value('from_date') ?? '1970-01-01') &&
    payment.createdAt < Date.parse(value('to_date') ?? '9999-12-31') &&
    // Worldpay and the sandbox never give a settled date, and this service has no agreements.
    [value('from_settled_date'), value('to_settled_date'), value('agreement_id')].every((any) => any === undefined)
  );
}

/** The links from one page of results to the others; `address` is that of the search without its parameters. */
export function pageLinks(
  address: string,
  query: URLSearchParams,
  { page, displaySize }: SearchParameters,
  lastPage: number,
): Record<string, unknown> {
  const link = (to: number) => {
    const asked = new URLSearchParams(query);
    asked.set('page', String(to));
    asked.set('display_size', String(displaySize));
    return { href: `${address}?${asked}`, method: 'GET' };
  };
  return {
    self: link(page),
    first_page: link(1),
    last_page: link(lastPage),
    ...(page > 1 ? { prev_page: link(page - 1) } : {}),
    ...(page < lastPage ? { next_page: link(page + 1) } : {}),
  };
}
