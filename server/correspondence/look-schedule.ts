const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A message that Notify took is looked at soon, then less and less often, as letters take days. */
const LOOKS_MS = [30 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 12 * HOUR];

export const FIRST_LOOK_MS = 30 * SECOND;

/**
 * How long after a call without an answer Notify is asked whether it has the message. Longer than any call may take, so
 * that none is still on its way when nothing is found.
 */
export const LOOK_FOR_LOST_MS = 3 * MINUTE;

/** The pause before the next look, after so many. */
export function nextLookMs(looks: number): number {
  return LOOKS_MS[Math.min(looks, LOOKS_MS.length - 1)] ?? HOUR;
}
