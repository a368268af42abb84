import type { Account } from '../accounts.ts';
import { faultOf, SLOW_CREATE_MS } from '../amount-faults.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer, PayRequest } from '../http-exchange.ts';
import type { Payment } from '../payment.ts';
import { newPayId } from '../refunds.ts';
import { ApiRefusal, downstreamError, jsonAnswer, tooManyRequests } from './api-refusal.ts';
import { readJsonBody } from './json-body.ts';
import { nextUrlLinks, paymentLinks } from './payment-links.ts';
import { presentPayment } from './present-payment.ts';
import { type CreateRequest, readCreateRequest } from './read-create-request.ts';

/**
 * POST /v1/payments. The idempotency key is checked for its form and otherwise ignored, as Pay does for payments on
 * its pages: the same request twice makes two payments. Faults are asked for by the amount.
 */
export async function createPayment(context: GovukPayContext, account: Account, request: PayRequest): Promise<Answer> {
  refuseBadIdempotencyKey(request.headers['idempotency-key']);
  const wanted = readCreateRequest(readJsonBody(request.body, request.headers['content-type']), account);
  const fault = faultOf(wanted.amount)?.create;
  if (fault === 'refused-500') throw downstreamError('P0198');
  if (fault === 'rate-limited') throw tooManyRequests();
  const payment = newPayment(wanted, account, context.clock.now());
  context.payments.save(payment);
  const token = context.access.mintToken(payment.id);
  if (fault === 'created-then-lost') return 'hang up';
  if (fault === 'created-then-500') throw downstreamError('P0198');
  if (fault === 'slow') await context.clock.until(payment.createdAt + SLOW_CREATE_MS, context.stopping);
  const body = {
    ...presentPayment(payment),
    _links: { ...paymentLinks(payment, context.apiUrl), ...nextUrlLinks(token, context) },
  };
  return jsonAnswer(201, body, { location: `${context.apiUrl}/v1/payments/${payment.id}` });
}

function newPayment(wanted: CreateRequest, account: Account, at: number): Payment {
  return {
    ...wanted,
    id: newPayId(),
    account: account.accountName,
    live: account.live,
    createdAt: at,
    status: 'CREATED',
    events: [{ status: 'CREATED', at }],
    faultyReads: 0,
    refunds: [],
  };
}

function refuseBadIdempotencyKey(key: string | string[] | undefined): void {
  if (key === undefined || (typeof key === 'string' && /^[a-zA-Z0-9-]{1,255}$/.test(key))) return;
  const description =
    'Invalid attribute value: Idempotency-Key. Must be 1 to 255 characters, of letters, digits and hyphens';
  throw new ApiRefusal(422, { header: 'Idempotency-Key', code: 'P0102', description });
}
