import type { Account } from '../accounts.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer, PayRequest, Route } from '../http-exchange.ts';
import { ApiRefusal, jsonAnswer } from './api-refusal.ts';
import { authenticate } from './authenticate.ts';
import { createPayment } from './create-payment.ts';
import { cancelPayment, capturePayment } from './end-payment.ts';
import { isoInstant } from './present-payment.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { readPayment, readPaymentEvents } from './read-payment.ts';
import { createRefund, listRefunds, readRefund } from './refunds.ts';
import { searchPayments } from './search-payments.ts';
import { searchRefunds } from './search-refunds.ts';

type Endpoint = (context: GovukPayContext, account: Account, request: PayRequest) => Answer | Promise<Answer>;

const LONGEST_LOG = 10_000;

const ENDPOINTS: readonly [Route['method'], string, Endpoint][] = [
  ['POST', '/v1/payments', createPayment],
  ['GET', '/v1/payments', searchPayments],
  ['GET', '/v1/payments/:id', readPayment],
  ['GET', '/v1/payments/:id/events', readPaymentEvents],
  ['POST', '/v1/payments/:id/cancel', cancelPayment],
  ['POST', '/v1/payments/:id/capture', capturePayment],
  ['POST', '/v1/payments/:id/refunds', createRefund],
  ['GET', '/v1/payments/:id/refunds', listRefunds],
  ['GET', '/v1/payments/:id/refunds/:refundId', readRefund],
  ['GET', '/v1/refunds', searchRefunds],
];

/** The API: each request needs a key, counts against the rate limit, is logged, and is refused in Pay's error format. */
export function apiRoutes(context: GovukPayContext): { routes: Route[]; otherwise: Route['answer'] } {
  const countRequest = createRateLimiter(context.clock, context.rateLimits);
  const guarded =
    (endpoint: Endpoint): Route['answer'] =>
    async (request) => {
      const answer = await answerGuarded(endpoint, context, request, countRequest);
      noteRequest(context, request, answer);
      return answer;
    };
  return {
    routes: ENDPOINTS.map(([method, path, endpoint]) => ({ method, path, answer: guarded(endpoint) })),
    otherwise: guarded(() => jsonAnswer(404, { code: 404, message: 'HTTP 404 Not Found' })),
  };
}

function noteRequest(context: GovukPayContext, request: PayRequest, answer: Answer): void {
  context.requestLog.push({
    at: isoInstant(context.clock.now()),
    method: request.method,
    path: request.path,
    status: answer === 'hang up' ? 0 : answer.status,
  });
  context.requestLog.splice(0, context.requestLog.length - LONGEST_LOG);
}

async function answerGuarded(
  endpoint: Endpoint,
  context: GovukPayContext,
  request: PayRequest,
  countRequest: (accountName: string, method: string, path: string) => void,
): Promise<Answer> {
  const caller = authenticate(request.headers.authorization, context.accounts);
  if ('refused' in caller) return caller.refused;
  try {
    countRequest(caller.account.accountName, request.method, request.path);
    return await endpoint(context, caller.account, request);
  } catch (refusal) {
    if (refusal instanceof ApiRefusal) return jsonAnswer(refusal.status, refusal.body);
    throw refusal;
  }
}
