import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import { CARD_PAYMENT_RULES } from './card-payment-state.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** While a card page is open the attempt is read this often: 60 agents then stay well under Pay's 75 reads a second. */
export const CARD_PAGE_CHECK_MS = 2 * SECOND;

/** Someone who left a card page open this long is not looking at the desk; the return address still wakes us at once. */
const ATTENDED_MS = 20 * MINUTE;

/** Pay's search lags, and its own mop-up advice is to leave payments alone for three hours before giving up. */
export const ORPHAN_GIVE_UP_MS = 3 * HOUR;

/** Pauses after 0, 1, 2 … unanswered checks in a row; the last one repeats. */
const BACKOFF_MS = [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE] as const;

interface Checked {
  readonly state: CardPaymentState;
  readonly stateSince: Date;
  readonly cardPageOpenedAt: Date | null;
}

/** When to look at an attempt again, given its state and how many checks in a row went unanswered; null when never. */
export function nextCheckAt(payment: Checked, failedChecks: number, now: Date): Date | null {
  if (CARD_PAYMENT_RULES[payment.state].movedBy === 'nobody') return null;
  return new Date(now.getTime() + (failedChecks === 0 ? pauseMs(payment, now) : backoffMs(failedChecks)));
}

function backoffMs(failedChecks: number): number {
  return BACKOFF_MS[Math.min(failedChecks, BACKOFF_MS.length - 1)] ?? 5 * MINUTE;
}

function pauseMs({ state, stateSince, cardPageOpenedAt }: Checked, now: Date): number {
  const ageMs = now.getTime() - stateSince.getTime();
  switch (state) {
    case 'awaiting-card':
    case 'card-entry':
    case 'to-confirm': {
      if (cardPageOpenedAt === null) return 30 * SECOND;
      return now.getTime() - cardPageOpenedAt.getTime() < ATTENDED_MS ? CARD_PAGE_CHECK_MS : 30 * SECOND;
    }
    case 'cancelling':
    case 'outcome-unknown':
      return SECOND;
    case 'orphan-found':
      return ageMs < MINUTE ? 5 * SECOND : MINUTE;
    case 'create-unknown':
      return ageMs < 2 * MINUTE ? 10 * SECOND : 5 * MINUTE;
    case 'paid':
      return ageMs < 5 * MINUTE ? 15 * SECOND : ageMs < HOUR ? 5 * MINUTE : HOUR;
    case 'sending':
      return MINUTE;
    default:
      return HOUR;
  }
}
