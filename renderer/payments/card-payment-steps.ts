import type { CardPaymentState } from '../../shared/contracts/payments.ts';

export const PAYMENT_STEPS = ['Started', 'Card entered', 'Confirmed', 'Paid'] as const;

/** `now`: being waited for. `ahead`: not reached, or not known to be. `stopped`: it will not be reached. */
export type StepMark = 'done' | 'now' | 'ahead' | 'in-doubt' | 'stopped';
export type StepMarks = readonly [started: StepMark, entered: StepMark, confirmed: StepMark, paid: StepMark];

const NOT_STARTED: StepMarks = ['stopped', 'ahead', 'ahead', 'ahead'];
const START_IN_DOUBT: StepMarks = ['in-doubt', 'ahead', 'ahead', 'ahead'];
const AT_THE_CARD: StepMarks = ['done', 'now', 'ahead', 'ahead'];
/** How far it had got before it ended is not claimed. */
const ENDED_UNPAID: StepMarks = ['done', 'ahead', 'ahead', 'stopped'];
const END_IN_DOUBT: StepMarks = ['done', 'ahead', 'ahead', 'in-doubt'];
const ALL_DONE: StepMarks = ['done', 'done', 'done', 'done'];

/** How far each state has got, claiming no more than is known. */
export const CARD_PAYMENT_STEPS: Readonly<Record<CardPaymentState, StepMarks>> = {
  sending: ['now', 'ahead', 'ahead', 'ahead'],
  refused: NOT_STARTED,
  'create-unknown': START_IN_DOUBT,
  'orphan-found': START_IN_DOUBT,
  'orphan-closed': NOT_STARTED,
  'orphan-absent': NOT_STARTED,
  'awaiting-card': AT_THE_CARD,
  'card-entry': AT_THE_CARD,
  'to-confirm': ['done', 'done', 'now', 'ahead'],
  cancelling: END_IN_DOUBT,
  'outcome-unknown': END_IN_DOUBT,
  paid: ALL_DONE,
  captured: ALL_DONE,
  declined: ['done', 'stopped', 'ahead', 'ahead'],
  expired: ENDED_UNPAID,
  'cancelled-on-page': ENDED_UNPAID,
  cancelled: ENDED_UNPAID,
  'provider-error': ENDED_UNPAID,
  reversed: ['done', 'done', 'done', 'stopped'],
};
