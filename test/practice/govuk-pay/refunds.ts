import { randomBytes } from 'node:crypto';
import type { Payment, Refund } from './payment.ts';
import { type RefundFault, SUBMITTED_FOR_MS } from './refund-faults.ts';

const ID_ALPHABET = '0123456789abcdefghijklmnopqrstuv';

/** What has been refunded or is on its way, pence: a refund that failed gives its amount back. */
export function amountRefunded(payment: Payment): number {
  return payment.refunds.reduce((sum, { status, amount }) => (status === 'error' ? sum : sum + amount), 0);
}

/** A payment's id and a refund's are made alike. */
export function newPayId(): string {
  return Array.from(randomBytes(26), (byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('');
}

/** The payment with one more refund; how and when that ends is decided by what its amount asks for. */
export function addRefund(
  payment: Payment,
  amount: number,
  fault: RefundFault | undefined,
  at: number,
): { payment: Payment; refund: Refund } {
  const outcome = fault === 'error' || fault === 'submitted-then-error' ? 'error' : 'success';
  const isSlow = fault === 'submitted-then-success' || fault === 'submitted-then-error';
  const made = { id: newPayId(), amount, createdAt: at };
  const refund: Refund = isSlow
    ? { ...made, status: 'submitted', end: { dueAt: at + SUBMITTED_FOR_MS, outcome } }
    : { ...made, status: outcome };
  return { payment: { ...payment, refunds: [...payment.refunds, refund] }, refund };
}

/** The payment once its earliest refund under way has ended, and when that is; undefined when none is under way. */
export function nextRefundEnd(payment: Payment): { at: number; payment: Payment } | undefined {
  const first = payment.refunds
    .filter(({ status, end }) => status === 'submitted' && end !== undefined)
    .toSorted((one, other) => (one.end?.dueAt ?? 0) - (other.end?.dueAt ?? 0))[0];
  if (first?.end === undefined) return undefined;
  const { dueAt, outcome } = first.end;
  const refunds = payment.refunds.map((refund) => (refund.id === first.id ? { ...refund, status: outcome } : refund));
  return { at: dueAt, payment: { ...payment, refunds } };
}
