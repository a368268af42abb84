import type { Account } from '../accounts.ts';
import { faultOf } from '../amount-faults.ts';
import type { GovukPayContext } from '../govuk-pay-context.ts';
import type { Answer, PayRequest } from '../http-exchange.ts';
import { approveCapture, canMoveTo, moveTo } from '../payment-moves.ts';
import { ApiRefusal, downstreamError } from './api-refusal.ts';
import { findOwnPayment } from './read-payment.ts';

const NO_CONTENT: Answer = { status: 204, headers: { 'cache-control': 'no-store', pragma: 'no-cache' } };

/**
 * POST /v1/payments/{id}/cancel: any payment that is not finished. While the provider is being asked it is refused as
 * a conflict (409); a finished one as a bad request (400).
 */
export function cancelPayment(context: GovukPayContext, account: Account, request: PayRequest): Answer {
  const payment = findOwnPayment(context, account, request, 'P0500');
  const description = 'Cancellation of payment failed';
  if (payment.status === 'AUTHORISATION READY') throw new ApiRefusal(409, { code: 'P0502', description });
  if (!canMoveTo(payment, 'SYSTEM CANCELLED')) throw new ApiRefusal(400, { code: 'P0501', description });
  context.payments.save(moveTo(payment, 'SYSTEM CANCELLED', context.clock.now()));
  const fault = faultOf(payment.amount)?.cancel;
  if (fault === 'cancelled-then-lost') return 'hang up';
  if (fault === 'cancelled-then-500') throw downstreamError('P0598');
  return NO_CONTENT;
}

/** POST /v1/payments/{id}/capture: a confirmed payment whose capture the service delayed. */
export function capturePayment(context: GovukPayContext, account: Account, request: PayRequest): Answer {
  const payment = findOwnPayment(context, account, request, 'P1000');
  if (payment.status !== 'AWAITING CAPTURE REQUEST') {
    throw new ApiRefusal(409, { code: 'P1003', description: 'Payment cannot be captured' });
  }
  context.payments.save(approveCapture(payment, context.clock.now(), context.captureDelayMs));
  return NO_CONTENT;
}
