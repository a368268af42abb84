import { HIGHEST_AMOUNT, type Account } from '../accounts.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer, PayRequest } from '../http-exchange.ts';
import type { Payment, Refund } from '../payment.ts';
import { refundFaultOf } from '../refund-faults.ts';
import { addRefund, amountRefunded } from '../refunds.ts';
import { ApiRefusal, downstreamError, jsonAnswer, notFound, tooManyRequests } from './api-refusal.ts';
import { readJsonBody, type JsonBody } from './json-body.ts';
import { isoInstant, refundStatus } from './present-payment.ts';
import { findOwnPayment } from './read-payment.ts';

/**
 * POST /v1/payments/{id}/refunds. There is no idempotency: the amount that the caller believes is still available is
 * the guard, and another one is refused with 412. Faults are asked for by the amount of the refund.
 */
export function createRefund(context: GovukPayContext, account: Account, request: PayRequest): Answer {
  const payment = findOwnPayment(context, account, request, 'P0600');
  const body = readJsonBody(request.body, request.headers['content-type']);
  const amount = readAmount(body, 'amount');
  const believed =
    body.fields['refund_amount_available'] === undefined ? undefined : readAmount(body, 'refund_amount_available');
  const fault = refundFaultOf(amount);
  if (fault === 'refused-500') throw downstreamError('P0698');
  if (fault === 'rate-limited') throw tooManyRequests();
  if (fault === 'refused-412') throw mismatch();
  refuseUnavailable(payment, amount, believed);
  const made = addRefund(payment, amount, fault, context.clock.now());
  context.payments.save(made.payment);
  if (fault === 'made-then-lost') return 'hang up';
  if (fault === 'made-then-500') throw downstreamError('P0698');
  return jsonAnswer(202, presentRefund(context.apiUrl, payment.id, made.refund));
}

function refuseUnavailable(payment: Payment, amount: number, believed: number | undefined): void {
  const status = refundStatus(payment);
  const available = payment.amount - amountRefunded(payment);
  if (status !== 'available' && status !== 'full') throw notAvailable(status);
  if (believed !== undefined && believed !== available) throw mismatch();
  if (status === 'full') throw notAvailable(status);
  if (amount > available) throw wrong(422, 'P0602', 'amount', 'Must be less than or equal to the amount available');
}

/** GET /v1/payments/{id}/refunds: every refund of a payment, at once. */
export function listRefunds(context: GovukPayContext, account: Account, request: PayRequest): Answer {
  const payment = findOwnPayment(context, account, request, 'P0800');
  const self = `${context.apiUrl}/v1/payments/${payment.id}`;
  return jsonAnswer(200, {
    payment_id: payment.id,
    _links: { self: { href: `${self}/refunds`, method: 'GET' }, payment: { href: self, method: 'GET' } },
    _embedded: {
      refunds: payment.refunds.map((refund) => presentRefund(context.apiUrl, payment.id, refund)),
    },
  });
}

/** GET /v1/payments/{id}/refunds/{refundId}: the truth about one, at once. */
export function readRefund(context: GovukPayContext, account: Account, request: PayRequest): Answer {
  const payment = findOwnPayment(context, account, request, 'P0700');
  const refund = payment.refunds.find(({ id }) => id === request.params['refundId']);
  if (!refund) throw notFound('P0700');
  return jsonAnswer(200, presentRefund(context.apiUrl, payment.id, refund));
}

/** A refund as the API shows it. It carries no reason, no reference and no name of who asked. */
export function presentRefund(apiUrl: string, paymentId: string, refund: Refund): Record<string, unknown> {
  const payment = `${apiUrl}/v1/payments/${paymentId}`;
  return {
    refund_id: refund.id,
    payment_id: paymentId,
    created_date: isoInstant(refund.createdAt),
    amount: refund.amount,
    status: refund.status,
    settlement_summary: {},
    _links: {
      self: { href: `${payment}/refunds/${refund.id}`, method: 'GET' },
      payment: { href: payment, method: 'GET' },
    },
  };
}

function readAmount(body: JsonBody, field: string): number {
  const value = body.fields[field];
  if (value === undefined || value === null) {
    throw new ApiRefusal(400, { field, code: 'P0601', description: `Missing mandatory attribute: ${field}` });
  }
  if (typeof value !== 'number' || !body.isWrittenAsInteger(field)) {
    throw wrong(400, 'P0602', field, 'Must be a valid numeric format');
  }
  if (value < 1) throw wrong(422, 'P0602', field, 'Must be greater than or equal to 1');
  if (value > HIGHEST_AMOUNT) throw wrong(422, 'P0602', field, `Must be less than or equal to ${HIGHEST_AMOUNT}`);
  return value;
}

function wrong(status: 400 | 422, code: string, field: string, why: string): ApiRefusal {
  return new ApiRefusal(status, { field, code, description: `Invalid attribute value: ${field}. ${why}` });
}

function mismatch(): ApiRefusal {
  return new ApiRefusal(412, { code: 'P0604', description: 'Refund amount available mismatch.' });
}

function notAvailable(status: string): ApiRefusal {
  const description = `The payment is not available for refund. Payment refund status: ${status}`;
  return new ApiRefusal(400, { code: 'P0603', description });
}
