import { pence, sumPence, type Pence } from '../../shared/money.ts';
import { spreadAmount, type Share } from '../billing/index.ts';

/** A line with something to pay, as money meets it. */
export interface MeetableLine {
  readonly lineId: number;
  readonly invoiceNumber: string;
  readonly outstanding: Pence;
}

/** An amount, and the lines it is for; neither invoices nor lines: whatever is owed. */
export interface Target {
  readonly amount: Pence;
  readonly invoices: readonly string[];
  readonly lineIds: readonly number[];
}

/**
 * Spreads each target over its own lines, in the order given (oldest first is the caller's), one target after the
 * other, so that two targets never meet the same penny of a line. What finds no line is left out: it becomes credit.
 */
export function spreadTargets(lines: readonly MeetableLine[], targets: readonly Target[]): Share[] {
  const met = new Map<number, Pence>();
  for (const { amount, invoices, lineIds } of targets) {
    const isFree = invoices.length === 0 && lineIds.length === 0;
    const [numbers, ids] = [new Set(invoices), new Set(lineIds)];
    const its = lines
      .filter(({ lineId, invoiceNumber }) => isFree || numbers.has(invoiceNumber) || ids.has(lineId))
      .map(({ lineId, outstanding }) => ({ lineId, outstanding: pence(outstanding - (met.get(lineId) ?? 0)) }));
    for (const share of spreadAmount(amount, its).shares) {
      met.set(share.lineId, pence((met.get(share.lineId) ?? 0) + share.amount));
    }
  }
  return lines.flatMap(({ lineId }) => {
    const amount = met.get(lineId);
    return amount === undefined ? [] : [{ lineId, amount }];
  });
}

/** What the targets come to together. */
export function totalOf(targets: readonly { readonly amount: Pence }[]): Pence {
  return sumPence(targets.map(({ amount }) => amount));
}
