import type { FeeOrderRow } from '../../shared/contracts/fees.ts';
import { addDays, formatLocalDate } from '../../shared/local-date.ts';
import { formatPounds, subtractPence, ZERO_PENCE, type Pence } from '../../shared/money.ts';
import { FEE_ORDER_WHEN_WORDS, FEE_ORDER_WORDS, type StatusWords } from '../ui/status-words.ts';

/** An approved Order is told by where it stands to today; any other by its state. */
export function feeOrderWords({ state, when }: Pick<FeeOrderRow, 'state' | 'when'>): StatusWords {
  return state === 'approved' && when !== null ? FEE_ORDER_WHEN_WORDS[when] : FEE_ORDER_WORDS[state];
}

/** '1 April 2017 to 16 November 2025', or '17 November 2025 on'. Both days included. */
export function receivedWords({ effectiveFrom, effectiveBefore }: FeeOrderRow): string {
  const from = formatLocalDate(effectiveFrom);
  return effectiveBefore === null ? `${from} on` : `${from} to ${formatLocalDate(addDays(effectiveBefore, -1))}`;
}

/** '£6.00 more', '£2.00 less', 'No change'. A sign alone would be missed. */
export function differenceWords(difference: Pence): string {
  if (difference === 0) return 'No change';
  return difference > 0
    ? `${formatPounds(difference)} more`
    : `${formatPounds(subtractPence(ZERO_PENCE, difference))} less`;
}
