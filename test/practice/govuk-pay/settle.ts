import type { Payment } from './payment.ts';
import { moveTo } from './payment-moves.ts';
import { nextRefundEnd } from './refunds.ts';
import type { Status } from './payment-status.ts';

/** How long a payment may take from its creation: 90 minutes, or 120 hours once it waits for a delayed capture. */
export const EXPIRY_MS = 90 * 60 * 1000;
export const DELAYED_CAPTURE_EXPIRY_MS = 120 * 60 * 60 * 1000;

export type Version = { at: number; payment: Payment };

/**
 * The changes that time alone has brought to a payment by `now`, in order, each dated when it fell due rather than
 * when it was noticed. Pure: it needs no timers, so nothing is missed while the stand-in is not running.
 */
export function settle(payment: Payment, now: number): Version[] {
  const due = WAITS_FOR[payment.status](payment);
  if (!due || due.at > now) return [];
  return [due, ...settle(due.payment, now)];
}

/** What each status waits for; one that waits for nothing is the last of a payment's life. */
const WAITS_FOR: Record<Status, (payment: Payment) => Version | undefined> = {
  CREATED: (payment) => expiry(payment, EXPIRY_MS),
  'ENTERING CARD DETAILS': (payment) => expiry(payment, EXPIRY_MS),
  'AUTHORISATION READY': authorisationAnswer,
  'AUTHORISATION SUCCESS': (payment) => expiry(payment, EXPIRY_MS),
  'AUTHORISATION REJECTED': nothing,
  'AUTHORISATION ERROR': nothing,
  'AWAITING CAPTURE REQUEST': (payment) => expiry(payment, DELAYED_CAPTURE_EXPIRY_MS),
  'CAPTURE APPROVED': captureSubmission,
  'CAPTURE SUBMITTED': captureEnd,
  CAPTURED: nextRefundEnd,
  'CAPTURE ERROR': nothing,
  EXPIRED: nothing,
  'USER CANCELLED': nothing,
  'SYSTEM CANCELLED': nothing,
};

function nothing(): undefined {
  return undefined;
}

function expiry(payment: Payment, afterMs: number): Version {
  // An authorisation that was under way at the limit ends first; its answer is then already past the limit.
  const at = Math.max(payment.createdAt + afterMs, payment.events.at(-1)?.at ?? 0);
  return { at, payment: moveTo(payment, 'EXPIRED', at) };
}

function authorisationAnswer(payment: Payment): Version | undefined {
  if (!payment.authorisation) return undefined;
  const { dueAt, outcome } = payment.authorisation;
  return { at: dueAt, payment: moveTo(payment, outcome, dueAt) };
}

function captureSubmission(payment: Payment): Version | undefined {
  if (!payment.capture) return undefined;
  // A capture that fails never got through to the provider, so it has no submission time.
  if (payment.capture.outcome === 'CAPTURE ERROR') return captureEnd(payment);
  const at = payment.capture.submitAt;
  return { at, payment: { ...moveTo(payment, 'CAPTURE SUBMITTED', at), captureSubmittedAt: at } };
}

function captureEnd(payment: Payment): Version | undefined {
  if (!payment.capture) return undefined;
  const { endAt, outcome } = payment.capture;
  const moved = moveTo(payment, outcome, endAt);
  return { at: endAt, payment: outcome === 'CAPTURED' ? { ...moved, capturedAt: endAt } : moved };
}
