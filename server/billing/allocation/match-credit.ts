import { minPence, pence, type Pence } from '../../../shared/money.ts';
import type { CreditSource, SourcedShare } from '../write-allocations.ts';

/** What is left with a receipt or a credit note, and since when it is held (milliseconds). */
export type HeldSource = CreditSource & { readonly left: Pence; readonly heldSince: number };

/** A line with something to pay. `takesFrom`: takes only what was held at this time (milliseconds); null takes any. */
export interface HungryLine {
  readonly lineId: number;
  readonly outstanding: Pence;
  readonly takesFrom: number | null;
}

/**
 * Sets sources against lines, each in the order given: the first source is used up before the next, and each line is
 * whole before the next. A line passes over a source that is younger than it takes.
 */
export function matchCredit(sources: readonly HeldSource[], lines: readonly HungryLine[]): SourcedShare[] {
  const left = sources.map((source) => source.left);
  const shares: SourcedShare[] = [];
  for (const { lineId, outstanding, takesFrom } of lines) {
    let due = outstanding;
    for (const [at, source] of sources.entries()) {
      if (due <= 0) break;
      const held = left[at] ?? pence(0);
      if (held <= 0 || (takesFrom !== null && source.heldSince > takesFrom)) continue;
      const amount = minPence(held, due);
      const { receiptId, creditNoteId } = source;
      shares.push(
        receiptId === null
          ? { lineId, amount, receiptId, creditNoteId }
          : { lineId, amount, receiptId, creditNoteId: null },
      );
      left[at] = pence(held - amount);
      due = pence(due - amount);
    }
  }
  return shares;
}
