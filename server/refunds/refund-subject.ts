import type { AskForRefund } from '../../shared/contracts/refunds.ts';
import type { SummaryLine } from '../../shared/contracts/approvals.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import { REFUND_REASONS, type RefundReason } from '../../shared/refund-reasons.ts';
import { subjectHash } from '../approvals/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { RefundablePayment } from './read-refundable.ts';

/** What is asked for: how much of which payment, and why. */
export type RefundRequest = Pick<AskForRefund, 'amount' | 'reason' | 'words'>;

/** Refuses what cannot go back as things stand; a refund of the same payment that is live is for the caller to judge. */
export function requireRefundable(payment: RefundablePayment, amount: Pence): void {
  if (!payment.captured) throw new DomainError('REFUND_PAYMENT_NOT_CAPTURED', { payment: payment.payment });
  if (amount > payment.available) {
    throw new DomainError('REFUND_ABOVE_AVAILABLE', { amount, available: payment.available });
  }
}

/**
 * Hex SHA-256 of everything the approver sees. The organisation's credit and what was refunded before are part of it: a
 * balance that changed since somebody asked makes it another refund.
 */
export function refundHash(payment: RefundablePayment, request: RefundRequest): string {
  return subjectHash({
    ...{ payment: payment.attemptId, receipt: payment.receiptId, organisation: payment.organisationId },
    ...{ paid: payment.paid, refunded: payment.refunded, available: payment.available, credit: payment.credit },
    ...{ amount: request.amount, reason: request.reason, words: request.words },
  });
}

/** The one line by which a refund is known in the inbox. */
export function refundTitle(payment: RefundablePayment, amount: Pence): string {
  return `Refund ${formatPounds(amount)} of card payment ${payment.payment}`;
}

/** What the approver reads. */
export function refundSummary(payment: RefundablePayment, request: RefundRequest): SummaryLine[] {
  return [
    { label: 'Organisation', value: `${payment.organisation.name} (${payment.organisation.reference})` },
    { label: 'Goes back to', value: `The card that payment ${payment.payment} was made with` },
    { label: 'Refund', value: formatPounds(request.amount) },
    { label: 'Paid', value: formatPounds(payment.paid) },
    { label: 'Refunded before', value: formatPounds(payment.refunded) },
    { label: 'Held because of this payment', value: formatPounds(payment.available) },
    { label: 'All credit on account', value: formatPounds(payment.credit) },
    { label: 'Reason', value: reasonWords(request.reason) },
    { label: 'In their words', value: request.words.slice(0, 400) },
  ];
}

function reasonWords(reason: RefundReason): string {
  return REFUND_REASONS[reason];
}
