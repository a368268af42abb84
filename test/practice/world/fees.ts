import type { FeeKind } from '../../../shared/contracts/billing.ts';
import { compareLocalDates, localDate, type LocalDate } from '../../../shared/local-date.ts';
import { pence, type Pence } from '../../../shared/money.ts';

/** The day from which LPAs received cost more. */
export const NEW_PRICES_FROM = localDate('2025-11-17');

const UNTIL_THEN = { full: 8200, half: 4100, repeat: 4100, quarter: 2050, exempt: 0 } as const;
const FROM_THEN = { full: 9200, half: 4600, repeat: 4600, quarter: 2300, exempt: 0 } as const;

/**
 * What one LPA costs. The day it is *received* picks the price, not the day it is registered (Court and Public
 * Guardian Fees (Miscellaneous Amendments) Order 2025).
 */
export function feeFor(kind: FeeKind, receivedOn: LocalDate): Pence {
  return pence((compareLocalDates(receivedOn, NEW_PRICES_FROM) < 0 ? UNTIL_THEN : FROM_THEN)[kind]);
}
