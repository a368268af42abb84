import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import type { PayPayment } from './govuk-pay/pay-answers.ts';
import { PAY_STATUSES, type PayStatus } from './govuk-pay/pay-answers.ts';

/** How far along Pay's words are. Progress is only forwards, so an answer of lower rank is an old one. */
const RANK: Readonly<Record<PayStatus, number>> = {
  created: 0,
  started: 1,
  submitted: 2,
  capturable: 3,
  success: 4,
  failed: 4,
  cancelled: 4,
  error: 4,
};

/** Pay's words → our states, but for `failed`, whose code says more. */
const MEANS: Readonly<Record<Exclude<PayStatus, 'failed'>, CardPaymentState>> = {
  created: 'awaiting-card',
  started: 'card-entry',
  submitted: 'to-confirm',
  capturable: 'to-confirm',
  success: 'paid',
  cancelled: 'cancelled',
  error: 'provider-error',
};

/** Reason codes of `failed` → what became of the attempt. */
const FAILED: Readonly<Record<string, CardPaymentState>> = {
  P0010: 'declined',
  P0020: 'expired',
  P0030: 'cancelled-on-page',
  P0040: 'cancelled',
};

function isPayStatus(status: string): status is PayStatus {
  return PAY_STATUSES.some((known) => known === status);
}

/** True when `status` says less than what was already known: two reads have crossed. */
export function isStale(status: string, known: string | null): boolean {
  if (known === null || !isPayStatus(status) || !isPayStatus(known)) return false;
  return RANK[status] < RANK[known];
}

/** True once Pay says it will not change by the payer's or our doing. */
export function isFinished(status: string): boolean {
  return isPayStatus(status) && RANK[status] === RANK.success;
}

/**
 * Where an attempt in `state` goes when Pay answers `answer`. The same state means there is nothing to do; a word that
 * Pay did not have when this was written is not an outcome.
 */
export function nextState(state: CardPaymentState, answer: PayPayment): CardPaymentState {
  const { status, code } = answer.state;
  const captured = answer.settlement_summary?.captured_date !== undefined;
  switch (state) {
    case 'paid':
      if (status === 'error' || status === 'failed' || status === 'cancelled') return 'reversed';
      return status === 'success' && captured ? 'captured' : 'paid';
    case 'orphan-found':
      if (status === 'success') return 'paid';
      return isFinished(status) ? 'orphan-closed' : 'orphan-found';
    case 'awaiting-card':
    case 'card-entry':
    case 'to-confirm':
    case 'cancelling':
    case 'outcome-unknown':
      return outcomeOf(state, status, code);
    default:
      return state;
  }
}

function outcomeOf(state: CardPaymentState, status: string, code: string | undefined): CardPaymentState {
  if (!isPayStatus(status)) return 'outcome-unknown';
  if (state === 'cancelling' && !isFinished(status)) return state;
  if (status === 'failed') return FAILED[code ?? ''] ?? 'provider-error';
  return MEANS[status];
}
