import type { Account } from '../accounts.ts';
import { FAULTY_READS, faultOf, HANGING_READ_MS } from '../amount-faults.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer, PayRequest } from '../http-exchange.ts';
import type { Payment } from '../payment.ts';
import { EXTERNAL_STATES } from '../payment-status.ts';
import { downstreamError, jsonAnswer, notFound } from './api-refusal.ts';
import { hasNextUrl, nextUrlLinks, paymentLinks } from './payment-links.ts';
import { isoInstant, presentPayment } from './present-payment.ts';

/** The account's own payment with this id, as it is now; another account's is as good as none. */
export function findOwnPayment(
  context: GovukPayContext,
  account: Account,
  request: PayRequest,
  notFoundCode: string,
): Payment {
  const payment = context.payments.find(request.params['id'] ?? '');
  if (!payment || payment.account !== account.accountName) throw notFound(notFoundCode);
  return payment;
}

/** GET /v1/payments/{id}: the truth, at once. Each read of a payment that is still open mints a new single-use address. */
export async function readPayment(context: GovukPayContext, account: Account, request: PayRequest): Promise<Answer> {
  await sufferReadFault(context, findOwnPayment(context, account, request, 'P0200'));
  const payment = findOwnPayment(context, account, request, 'P0200');
  const next = hasNextUrl(payment) ? nextUrlLinks(context.access.mintToken(payment.id), context) : {};
  return jsonAnswer(200, {
    ...presentPayment(payment),
    _links: { ...paymentLinks(payment, context.apiUrl), ...next },
  });
}

async function sufferReadFault(context: GovukPayContext, payment: Payment): Promise<void> {
  const fault = faultOf(payment.amount)?.read;
  if (fault === undefined || payment.faultyReads >= FAULTY_READS[fault]) return;
  context.payments.save({ ...payment, faultyReads: payment.faultyReads + 1 });
  if (fault === 'first-reads-500') throw downstreamError('P0298');
  await context.clock.until(context.clock.now() + HANGING_READ_MS, context.stopping);
}

/** GET /v1/payments/{id}/events: each change of the state that the API shows, oldest first. */
export function readPaymentEvents(context: GovukPayContext, account: Account, request: PayRequest): Answer {
  const payment = findOwnPayment(context, account, request, 'P0300');
  const self = `${context.apiUrl}/v1/payments/${payment.id}`;
  const events = payment.events
    .map(({ status, at }) => ({ state: EXTERNAL_STATES[status], at }))
    .filter(({ state }, index, all) => state.status !== all[index - 1]?.state.status)
    .map(({ state, at }) => ({
      payment_id: payment.id,
      state,
      updated: isoInstant(at),
      _links: { payment_url: { href: self, method: 'GET' } },
    }));
  return jsonAnswer(200, {
    payment_id: payment.id,
    events,
    _links: { self: { href: `${self}/events`, method: 'GET' } },
  });
}
