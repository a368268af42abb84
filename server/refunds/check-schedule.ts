import type { RefundState } from '../../shared/contracts/refunds.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Long after every timeout and retry on the way: a request that is not at Pay by now will never be. */
export const NEVER_MADE_AFTER_MS = 15 * MINUTE;

/** A request whose sender says nothing for this long counts as not answered, even where that copy still runs. */
export const SENDING_GIVEN_UP_MS = MINUTE;

/** Pauses after 0, 1, 2 … looks in a row that settled nothing; the last one repeats. */
const PAUSES_MS = {
  soon: [5 * SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE],
  later: [MINUTE, 5 * MINUTE, 30 * MINUTE, 60 * MINUTE],
} as const;

/** When to look at a refund again. A card's bank takes days to confirm, an unanswered request is settled in minutes. */
export function nextCheckAt(state: RefundState, checks: number, now: Date): Date {
  const pauses: readonly number[] = state === 'sent' ? PAUSES_MS.later : PAUSES_MS.soon;
  return new Date(now.getTime() + (pauses[Math.min(checks, pauses.length - 1)] ?? 60 * MINUTE));
}
