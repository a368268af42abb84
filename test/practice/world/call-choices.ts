import { pence, type Pence } from '../../../shared/money.ts';
import type { Choice, Debts, LineOfBill } from './debts.ts';
import type { Call } from './plan-calls.ts';

/** The most that one card payment may come to (Worldpay's limit for the account). */
export const CARD_LIMIT = pence(500_000);

const DISPUTED_LINES = 2;
const PART_STEP = 5_000;

/**
 * What the caller pays, one choice for each payment. What comes to more than one card payment may is paid in slices of
 * single lines, each under the limit.
 */
export function choicesOf(call: Call, debts: Debts): Choice[] {
  const bills = call.bills.map(({ key }) => key);
  const whole: Choice = { bills, lines: [], amount: null };
  const due = debts.due(whole);
  if (due === 0) return [];
  if (call.manner === 'part' && due > 2 * PART_STEP) return [{ ...whole, amount: partOf(due) }];
  const lines = debts.dueLines(whole);
  const disputed = call.manner === 'all-but-disputed' && lines.length > DISPUTED_LINES ? DISPUTED_LINES : 0;
  if (due <= CARD_LIMIT && disputed === 0) return [whole];
  return slices(lines.slice(disputed)).map((slice) => ({ bills: [], lines: slice, amount: null }));
}

/** About half, in round figures, within what one card payment may come to. */
function partOf(due: Pence): Pence {
  const half = Math.floor(due / 2 / PART_STEP) * PART_STEP;
  return pence(Math.min(half, CARD_LIMIT));
}

function slices(lines: ReturnType<Debts['dueLines']>): LineOfBill[][] {
  const cut: LineOfBill[][] = [];
  let room = 0;
  for (const { bill, line, outstanding } of lines) {
    if (outstanding > room) {
      cut.push([]);
      room = CARD_LIMIT;
    }
    cut.at(-1)?.push({ bill, line });
    room -= outstanding;
  }
  return cut;
}
