import type { Payment } from '../payment.ts';
import { EXTERNAL_STATES } from '../payment-status.ts';
import { amountRefunded } from '../refunds.ts';

/** An instant as the API writes it: UTC, to the millisecond. */
export function isoInstant(at: number): string {
  return new Date(at).toISOString();
}

/** A payment as the API shows it, without its links. What is empty is left out, as Pay does, rather than null. */
export function presentPayment(payment: Payment): Record<string, unknown> {
  const cardDetails = presentCard(payment);
  return {
    amount: payment.amount,
    description: payment.description,
    reference: payment.reference,
    language: payment.language,
    ...(payment.metadata === undefined ? {} : { metadata: payment.metadata }),
    ...(payment.email === undefined ? {} : { email: payment.email }),
    state: EXTERNAL_STATES[payment.status],
    payment_id: payment.id,
    payment_provider: payment.live ? 'worldpay' : 'sandbox',
    created_date: isoInstant(payment.createdAt),
    refund_summary: presentRefundSummary(payment),
    settlement_summary: presentSettlement(payment),
    ...(cardDetails === undefined ? {} : { card_details: cardDetails }),
    ...(payment.card === undefined ? {} : { card_brand: payment.card.brand }),
    delayed_capture: payment.delayedCapture,
    moto: payment.moto,
    ...(payment.providerId === undefined ? {} : { provider_id: payment.providerId }),
    return_url: payment.returnUrl,
    authorisation_mode: 'web',
  };
}

function presentCard({ card, prefilled }: Payment): Record<string, unknown> | undefined {
  if (!card && !prefilled) return undefined;
  return {
    card_brand: card?.brand ?? null,
    card_type: card?.type ?? null,
    last_digits_card_number: card?.lastDigits ?? null,
    first_digits_card_number: card?.firstDigits ?? null,
    expiry_date: card?.expiry ?? null,
    cardholder_name: card?.cardholderName ?? prefilled?.cardholderName ?? null,
    // A telephone payment's pages ask for no billing address, so only one sent at creation can be here.
    billing_address: (card ? undefined : prefilled?.billingAddress) ?? null,
    wallet_type: null,
  };
}

function presentRefundSummary(payment: Payment): Record<string, unknown> {
  const refunded = amountRefunded(payment);
  return {
    status: refundStatus(payment),
    amount_available: payment.amount - refunded,
    amount_submitted: refunded,
  };
}

/** Money can go back once the provider has it, as long as some is left. */
export function refundStatus(payment: Payment): 'pending' | 'available' | 'unavailable' | 'full' {
  const { status } = payment;
  if (status === 'CAPTURED') return amountRefunded(payment) < payment.amount ? 'available' : 'full';
  const { finished, status: shown } = EXTERNAL_STATES[status];
  return finished && shown !== 'success' ? 'unavailable' : 'pending';
}

function presentSettlement({ captureSubmittedAt, capturedAt }: Payment): Record<string, unknown> {
  return {
    ...(captureSubmittedAt === undefined ? {} : { capture_submit_time: isoInstant(captureSubmittedAt) }),
    ...(capturedAt === undefined ? {} : { captured_date: isoInstant(capturedAt).slice(0, 10) }),
  };
}
