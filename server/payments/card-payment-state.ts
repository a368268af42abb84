import type { CardPaymentState } from '../../shared/contracts/payments.ts';

/** What a state means for the debt, and who is expected to act next. */
export interface StateRule {
  /** One sentence for whoever reads the code or the README. */
  readonly means: string;
  /** While true, nobody else can start a payment for the same lines. */
  readonly holdsLines: boolean;
  readonly knowsPayId: boolean;
  /** Money of this attempt is, or was, in the books. */
  readonly booked: boolean;
  /**
   * Who moves it on: `desk` – someone is waiting, checked every few seconds; `mop-up` – nobody waits, a job looks at
   * intervals; `nobody` – it is finished.
   */
  readonly movedBy: 'desk' | 'mop-up' | 'nobody';
  readonly mayBecome: readonly CardPaymentState[];
}

const SETTLED = ['paid', 'declined', 'expired', 'cancelled-on-page', 'cancelled', 'provider-error'] as const;

/** The attempt's life, as data. The database holds the same table and refuses any other move. */
export const CARD_PAYMENT_RULES: Readonly<Record<CardPaymentState, StateRule>> = {
  sending: {
    means: 'Committed before the create is sent; found after a restart, it counts as not answered.',
    ...{ holdsLines: true, knowsPayId: false, booked: false, movedBy: 'desk' },
    mayBecome: ['awaiting-card', 'refused', 'create-unknown'],
  },
  refused: {
    means: 'Pay answered that it will not make this payment.',
    ...{ holdsLines: false, knowsPayId: false, booked: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  'create-unknown': {
    means:
      'No payment id came back. Nobody holds an address to pay it at, so its lines are free; the sweep looks for it.',
    ...{ holdsLines: false, knowsPayId: false, booked: false, movedBy: 'mop-up' },
    mayBecome: ['orphan-found', 'orphan-absent'],
  },
  'orphan-found': {
    means: 'The unanswered payment exists at Pay and is being cancelled there.',
    ...{ holdsLines: false, knowsPayId: true, booked: false, movedBy: 'mop-up' },
    mayBecome: ['orphan-closed', 'paid'],
  },
  'orphan-closed': {
    means: 'The unanswered payment ended at Pay without money.',
    ...{ holdsLines: false, knowsPayId: true, booked: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  'orphan-absent': {
    means: 'Three hours on, Pay knows of no such payment: it was never made.',
    ...{ holdsLines: false, knowsPayId: false, booked: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  'awaiting-card': {
    means: 'Made at Pay; nobody has opened its card page.',
    ...{ holdsLines: true, knowsPayId: true, booked: false, movedBy: 'desk' },
    mayBecome: ['card-entry', 'to-confirm', 'cancelling', 'outcome-unknown', ...SETTLED],
  },
  'card-entry': {
    means: 'The card page is open, or the card is being authorised.',
    ...{ holdsLines: true, knowsPayId: true, booked: false, movedBy: 'desk' },
    mayBecome: ['to-confirm', 'cancelling', 'outcome-unknown', ...SETTLED],
  },
  'to-confirm': {
    means: 'Authorised; no money moves until Confirm payment is pressed.',
    ...{ holdsLines: true, knowsPayId: true, booked: false, movedBy: 'desk' },
    mayBecome: ['cancelling', 'outcome-unknown', ...SETTLED],
  },
  cancelling: {
    means: 'Staff asked for it to be cancelled; committed before Pay is asked.',
    ...{ holdsLines: true, knowsPayId: true, booked: false, movedBy: 'desk' },
    mayBecome: ['awaiting-card', 'card-entry', 'to-confirm', 'outcome-unknown', ...SETTLED],
  },
  'outcome-unknown': {
    means:
      'Pay does not answer what became of it. It may have been paid, so its lines stay held until a read settles it.',
    ...{ holdsLines: true, knowsPayId: true, booked: false, movedBy: 'desk' },
    mayBecome: ['awaiting-card', 'card-entry', 'to-confirm', 'cancelling', ...SETTLED],
  },
  paid: {
    means: 'Confirmed at Pay and in the books; watched until the provider has captured it.',
    ...{ holdsLines: false, knowsPayId: true, booked: true, movedBy: 'mop-up' },
    mayBecome: ['captured', 'reversed'],
  },
  captured: {
    means: 'The provider has taken the money.',
    ...{ holdsLines: false, knowsPayId: true, booked: true, movedBy: 'nobody' },
    mayBecome: [],
  },
  declined: {
    means: 'The card was rejected. Another card needs another attempt.',
    ...{ holdsLines: false, knowsPayId: true, booked: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  expired: {
    means: 'Not confirmed within 90 minutes.',
    ...{ holdsLines: false, knowsPayId: true, booked: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  'cancelled-on-page': {
    means: 'Cancel payment was pressed on the card page.',
    ...{ holdsLines: false, knowsPayId: true, booked: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  cancelled: {
    means: 'Cancelled from the desk.',
    ...{ holdsLines: false, knowsPayId: true, booked: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  'provider-error': {
    means: 'The payment provider failed; no money was taken.',
    ...{ holdsLines: false, knowsPayId: true, booked: false, movedBy: 'nobody' },
    mayBecome: [],
  },
  reversed: {
    means: 'Confirmed, then the provider could not capture it: its posting is reversed and its lines are due again.',
    ...{ holdsLines: false, knowsPayId: true, booked: true, movedBy: 'nobody' },
    mayBecome: [],
  },
};

/** States in which the attempt holds its lines. */
export function holdsLines(state: CardPaymentState): boolean {
  return CARD_PAYMENT_RULES[state].holdsLines;
}

/** True while something may still change by itself. */
export function isMoving(state: CardPaymentState): boolean {
  return CARD_PAYMENT_RULES[state].movedBy !== 'nobody';
}

/** True where the card page can be opened: made at Pay, unfinished, and nobody has asked to cancel. */
export function canOpenCardPage(state: CardPaymentState): boolean {
  return state === 'awaiting-card' || state === 'card-entry' || state === 'to-confirm' || state === 'outcome-unknown';
}
