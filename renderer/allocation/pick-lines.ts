import { minPence, pence, type Pence } from '../../shared/money.ts';

/** A line that can be met, and how much of it. */
export interface OpenLine {
  readonly lineId: number;
  readonly outstanding: Pence;
}

export interface PickedShare {
  readonly lineId: number;
  readonly amount: Pence;
}

/** Spreads `amount` over the picked lines in the order they are listed, each whole before the next. */
export function spreadOverPicked(
  lines: readonly OpenLine[],
  picked: ReadonlySet<number>,
  amount: Pence,
): { readonly shares: readonly PickedShare[]; readonly left: Pence } {
  const shares: PickedShare[] = [];
  let left = amount;
  for (const { lineId, outstanding } of lines) {
    if (!picked.has(lineId)) continue;
    const share = minPence(left, outstanding);
    if (share <= 0) continue;
    shares.push({ lineId, amount: share });
    left = pence(left - share);
  }
  return { shares, left };
}

/** The picked with this one added, or taken out. */
export function togglePicked(picked: ReadonlySet<number>, lineId: number, isPicked: boolean): ReadonlySet<number> {
  const next = new Set(picked);
  if (isPicked) next.add(lineId);
  else next.delete(lineId);
  return next;
}
