import { londonDay, startOfLondonDay } from '../../../shared/local-date.ts';
import { CARD_LIMIT } from './call-choices.ts';
import type { PlannedBill } from './plan-bills.ts';
import type { PlannedAttempt } from './plan-payments.ts';
import { storyOf } from './payment-stories.ts';
import type { WorldScale } from './world-scale.ts';

/** Bills of the last round that the past leaves alone: some are paid today, some are being paid as the world begins. */
export interface PresentBills {
  readonly paidToday: readonly PlannedBill[];
  readonly beingPaid: readonly PlannedBill[];
}

const LONGEST_AGO_MS = 3 * 3_600_000;

/** Takes the newest bills that one card could pay, those for this moment first. */
export function setAside(
  bills: readonly PlannedBill[],
  counts: Pick<WorldScale, 'paidToday' | 'beingPaid'>,
): PresentBills {
  const lastRound = Math.max(...bills.map(({ round }) => round));
  const payable = bills.filter(({ round, total }) => round === lastRound && total > 0 && total <= CARD_LIMIT);
  const everyThird = payable.filter((_, place) => place % 3 === 0);
  const chosen = everyThird.length < counts.beingPaid + counts.paidToday ? payable : everyThird;
  return {
    beingPaid: chosen.slice(0, counts.beingPaid),
    paidToday: chosen.slice(counts.beingPaid, counts.beingPaid + counts.paidToday),
  };
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
