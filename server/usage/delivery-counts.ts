import type { DeliveryCounts } from '../../shared/contracts/usage.ts';
import type { RowResult } from './registration-facts.ts';

export const NO_COUNTS: DeliveryCounts = {
  accepted: 0,
  duplicate: 0,
  refused: 0,
  corrected: 0,
  withdrawn: 0,
  waiting: 0,
};

/** Adds the outcomes of some rows to counts. */
export function countOutcomes(
  before: DeliveryCounts,
  accepted: number,
  results: readonly Pick<RowResult, 'outcome'>[],
): DeliveryCounts {
  const counts = { ...before, accepted: before.accepted + accepted };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}

/** Outcome → its count, in the order of the table's columns. */
export function countColumns(counts: DeliveryCounts): number[] {
  return [counts.accepted, counts.duplicate, counts.refused, counts.corrected, counts.withdrawn, counts.waiting];
}
