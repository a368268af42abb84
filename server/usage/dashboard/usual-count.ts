import type { UsageHistory } from './usage-history.ts';

/** What a day like this one usually has, and how far from it such days usually are. */
export interface UsualCount {
  readonly median: number;
  /** At least what chance alone makes of counts of this size. */
  readonly spread: number;
}

const MOST_WEEKS = 12;
const FEWEST_DAYS = 6;
/** Makes a median absolute deviation comparable with a standard deviation, for values spread normally. */
const MAD_TO_DEVIATION = 1.4826;

/**
 * From the same weekday of the last twelve weeks, bank holidays left out: the median, which a few odd days do not move,
 * and the median distance from it. Null with fewer than six such days: then nothing is usual yet.
 */
export function usualCount(place: number, history: UsageHistory): UsualCount | null {
  const counts: number[] = [];
  for (let week = 1; week <= MOST_WEEKS; week += 1) {
    const earlier = place - 7 * week;
    const day = history.days[earlier];
    if (day === undefined || earlier < history.knownFrom) break;
    if (!history.holidays.has(day)) counts.push(history.counts[earlier] ?? 0);
  }
  if (counts.length < FEWEST_DAYS) return null;
  const median = medianOf(counts);
  const deviation = MAD_TO_DEVIATION * medianOf(counts.map((count) => Math.abs(count - median)));
  return { median, spread: Math.max(deviation, Math.sqrt(median), 1) };
}

function medianOf(values: readonly number[]): number {
  const ordered = values.toSorted((one, other) => one - other);
  const middle = ordered.length / 2;
  const upper = ordered[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((ordered[middle - 1] ?? 0) + upper) / 2 : upper;
}
