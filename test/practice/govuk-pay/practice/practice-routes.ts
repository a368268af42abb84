import { z } from 'zod';
import { isoInstant } from '../api/present-payment.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer, PayRequest, Route } from '../http-exchange.ts';
import type { Payment } from '../payment.ts';
import { canMoveTo, moveTo } from '../payment-moves.ts';
import { EXTERNAL_STATES } from '../payment-status.ts';
import { frontPage } from './front-page.ts';

const LONGEST_ADVANCE_SECONDS = 366 * 24 * 60 * 60;
const advanceSchema = z.strictObject({ advanceSeconds: z.number().min(0).max(LONGEST_ADVANCE_SECONDS) });

/** What Pay has nothing like: the practice clock, an inside view for tests, and a failure on demand. No key needed. */
export function practiceRoutes(context: GovukPayContext, noteClock: () => void): Route[] {
  return [
    { method: 'GET', path: '/', answer: () => frontPage(context) },
    { method: 'GET', path: '/_practice/clock', answer: () => json(200, { now: isoInstant(context.clock.now()) }) },
    { method: 'POST', path: '/_practice/clock', answer: (request) => moveClock(context, request, noteClock) },
    {
      method: 'GET',
      path: '/_practice/payments',
      answer: () => json(200, { payments: context.payments.all().map(insideView) }),
    },
    { method: 'GET', path: '/_practice/requests', answer: () => json(200, { requests: context.requestLog }) },
    {
      method: 'POST',
      path: '/_practice/payments/:id/capture-failure',
      answer: (request) => failCapture(context, request.params['id'] ?? ''),
    },
  ];
}

/** A payment as tests see it: the inner status beside the one the API shows. No token and no address of a page. */
export function insideView(payment: Payment): Record<string, unknown> {
  return {
    paymentId: payment.id,
    account: payment.account,
    reference: payment.reference,
    amount: payment.amount,
    metadata: payment.metadata ?? {},
    createdAt: isoInstant(payment.createdAt),
    internalStatus: payment.status,
    state: EXTERNAL_STATES[payment.status],
    events: payment.events.map(({ status, at }) => ({ internalStatus: status, at: isoInstant(at) })),
  };
}

/** Makes the provider refuse the capture of a `success` that is not yet captured: it turns into `error`, P0050. */
export function failCapture(context: GovukPayContext, id: string): Answer {
  const payment = context.payments.find(id);
  if (!payment) return json(404, { problem: 'There is no such payment.' });
  if (EXTERNAL_STATES[payment.status].status !== 'success' || !canMoveTo(payment, 'CAPTURE ERROR')) {
    return json(409, { problem: `A payment that is ${payment.status} has no capture that could fail.` });
  }
  const failed = moveTo(payment, 'CAPTURE ERROR', context.clock.now());
  context.payments.save(failed);
  return json(200, insideView(failed));
}

function moveClock(context: GovukPayContext, request: PayRequest, noteClock: () => void): Answer {
  const asked = advanceSchema.safeParse(parseJson(request.body));
  if (!asked.success) return json(400, { problem: 'Send {"advanceSeconds": n}, n from 0 to a year.' });
  context.clock.advance(asked.data.advanceSeconds * 1_000);
  noteClock();
  return json(200, { now: isoInstant(context.clock.now()) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function json(status: number, body: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}
