const LEAST_DIFFERENCE = 10;
const FACTOR = 3;
/** A fee change makes organisations register before it and rest after it; only what goes beyond that is unusual. */
const FACTOR_NEAR_FEE_CHANGE = 5;

/** Why a bill of `lines` LPAs is unlike the organisation's last of `previous`, in words; null where it is not. */
export function whyUnusual(lines: number, previous: number | null, nearFeeChange: boolean): string | null {
  if (previous === null || Math.abs(lines - previous) < LEAST_DIFFERENCE) return null;
  const factor = nearFeeChange ? FACTOR_NEAR_FEE_CHANGE : FACTOR;
  if (lines > previous * factor) return `${previous} LPAs last time, ${lines} now`;
  if (lines * factor < previous) return `Only ${lines} LPAs, after ${previous} last time`;
  return null;
}
