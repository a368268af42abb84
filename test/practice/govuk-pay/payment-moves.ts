import type { Authorisation, CaptureBehaviour, Card, Payment } from './payment.ts';
import { LEGAL_MOVES, type Status } from './payment-status.ts';

const A_DAY_MS = 24 * 60 * 60 * 1000;

/** The payment in its next status, with the change noted at `at`. An illegal move is a bug and throws. */
export function moveTo(payment: Payment, status: Status, at: number): Payment {
  if (!LEGAL_MOVES[payment.status].includes(status)) {
    throw new Error(`A payment cannot go from ${payment.status} to ${status}.`);
  }
  return { ...payment, status, events: [...payment.events, { status, at }] };
}

/** May this payment go to that status? */
export function canMoveTo(payment: Payment, status: Status): boolean {
  return LEGAL_MOVES[payment.status].includes(status);
}

export type AuthorisationAttempt = {
  card: Card;
  captureBehaviour: CaptureBehaviour;
  providerId: string;
  authorisation: Authorisation;
};

/** The card has been entered and the provider asked; its answer comes when `authorisation.dueAt` is reached. */
export function askForAuthorisation(payment: Payment, attempt: AuthorisationAttempt, at: number): Payment {
  return { ...moveTo(payment, 'AUTHORISATION READY', at), ...attempt };
}

/** The payer confirmed: the money is asked for, or waits for the service to ask where capture is delayed. */
export function confirm(payment: Payment, at: number, captureDelayMs: number): Payment {
  if (payment.captureBehaviour === 'provider-error-at-confirm') return moveTo(payment, 'CAPTURE ERROR', at);
  if (payment.delayedCapture) return moveTo(payment, 'AWAITING CAPTURE REQUEST', at);
  return approveCapture(payment, at, captureDelayMs);
}

/** Capture is asynchronous: submitted halfway through `captureDelayMs`, ended at its end. */
export function approveCapture(payment: Payment, at: number, captureDelayMs: number): Payment {
  const submitAt = at + Math.floor(captureDelayMs / 2);
  const endAt = payment.captureBehaviour === 'captured-a-day-later' ? at + A_DAY_MS : at + captureDelayMs;
  const outcome = payment.captureBehaviour === 'capture-fails' ? 'CAPTURE ERROR' : 'CAPTURED';
  return { ...moveTo(payment, 'CAPTURE APPROVED', at), capture: { submitAt, endAt, outcome } };
}
