import { londonDay, startOfLondonDay } from '../../../shared/local-date.ts';
import { CARD_LIMIT } from './call-choices.ts';
import type { PlannedBill } from './plan-bills.ts';
import type { PlannedAttempt } from './plan-payments.ts';
import { storyOf } from './payment-stories.ts';

/** Bills of the last round that the past leaves alone: some are paid today, some are being paid as the world begins. */
export interface PresentBills {
  readonly paidToday: readonly PlannedBill[];
  readonly beingPaid: readonly PlannedBill[];
}

const MOST_PAID_TODAY = 4;
const MOST_BEING_PAID = 6;
const LONGEST_AGO_MS = 3 * 3_600_000;

/** Out of every three newest bills that one card could pay: one for today, one for this moment, one for the past. */
export function setAside(bills: readonly PlannedBill[]): PresentBills {
  const lastRound = Math.max(...bills.map(({ round }) => round));
  const payable = bills.filter(({ round, total }) => round === lastRound && total > 0 && total <= CARD_LIMIT);
  const third = (which: number): PlannedBill[] => payable.filter((_, place) => place % 3 === which);
  return { paidToday: third(0).slice(0, MOST_PAID_TODAY), beingPaid: third(1).slice(0, MOST_BEING_PAID) };
}

/** Payments of this morning, one a bill, spread over the last hours but not past midnight. */
export function planToday(paidToday: readonly PlannedBill[], end: Date): PlannedAttempt[] {
  const story = 'paid-today';
  const last = end.getTime() - storyOf(story).overAfter * 1_000 - 60_000;
  const first = Math.max(end.getTime() - LONGEST_AGO_MS, startOfLondonDay(londonDay(end)).getTime());
  if (last <= first) return [];
  return paidToday.map(({ key, organisation, total }, place) => ({
    at: new Date(Math.round(first + ((last - first) * (place + 1)) / paidToday.length)),
    organisation: organisation.index,
    call: place,
    choice: { bills: [key], lines: [], amount: null },
    expectedAmount: total,
    story,
  }));
}
