import { minPence, pence, type Pence } from '../../shared/money.ts';

/** How much of an amount meets one line. */
export interface Share {
  readonly lineId: number;
  readonly amount: Pence;
}

/** What of `amount` found a line, and what is left over. Together they are the whole, to the penny. */
export interface Spread {
  readonly shares: readonly Share[];
  readonly left: Pence;
}

/**
 * Spreads an amount over lines in the order given, each filled before the next: oldest first is the caller's order.
 * Lines that nothing reaches, and lines with nothing to pay, get no share.
 */
export function spreadAmount(
  amount: Pence,
  lines: readonly { readonly lineId: number; readonly outstanding: Pence }[],
): Spread {
  const shares: Share[] = [];
  let left = amount;
  for (const { lineId, outstanding } of lines) {
    const share = minPence(left, outstanding);
    if (share <= 0) continue;
    shares.push({ lineId, amount: share });
    left = pence(left - share);
  }
  return { shares, left };
}
