import type { Account } from '../accounts.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer, PayRequest } from '../http-exchange.ts';
import { ApiRefusal, jsonAnswer } from './api-refusal.ts';
import { presentRefund } from './refunds.ts';
import { readSearchParameters } from './search-parameters.ts';
import { pageLinks } from './search-payments.ts';

/**
 * GET /v1/refunds: refunds as they were `searchLagMs` ago, newest first, by page. It filters by day of creation alone:
 * there is no looking for the refunds of a payment here.
 */
export function searchRefunds(context: GovukPayContext, account: Account, request: PayRequest): Answer {
  const parameters = readSearchParameters(request.query, 'P1101');
  const { page, displaySize, value } = parameters;
  const found = context.payments
    .asOf(context.clock.now() - context.searchLagMs)
    .filter((payment) => payment.account === account.accountName)
    .flatMap((payment) => payment.refunds.map((refund) => ({ paymentId: payment.id, refund })))
    .filter(
      ({ refund }) =>
        refund.createdAt > Date.parse(value('from_date') ?? '1970-01-01') &&
        refund.createdAt < Date.parse(value('to_date') ?? '9999-12-31') &&
        // Worldpay and the sandbox never give a refund a settled date.
        [value('from_settled_date'), value('to_settled_date')].every((any) => any === undefined),
    )
    .toReversed()
    .toSorted((one, other) => other.refund.createdAt - one.refund.createdAt);
  const lastPage = Math.max(1, Math.ceil(found.length / displaySize));
  if (page > lastPage) throw new ApiRefusal(404, { code: 'P1100', description: 'Page not found' });
  const results = found
    .slice((page - 1) * displaySize, page * displaySize)
    .map(({ paymentId, refund }) => presentRefund(context.apiUrl, paymentId, refund));
  return jsonAnswer(200, {
    total: found.length,
    count: results.length,
    page,
    results,
    _links: pageLinks(`${context.apiUrl}/v1/refunds`, request.query, parameters, lastPage),
  });
}
