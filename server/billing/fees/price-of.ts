import type { FeeKind } from '../../../shared/contracts/billing.ts';
import { compareLocalDates, type LocalDate } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';

/** A price and the days of receipt it holds for: `receivedFrom` inclusive, `receivedBefore` exclusive, null for no end. */
export interface FeeRulePeriod {
  readonly feeRuleId: number;
  readonly feeOrderId: number;
  readonly feeKind: FeeKind;
  readonly amount: Pence;
  readonly receivedFrom: LocalDate;
  readonly receivedBefore: LocalDate | null;
}

/**
 * The rule that prices one LPA: of its kind of fee, and in force on the day the LPA was received. The day it was
 * registered has no say. Null when there was no such fee on that day.
 */
export function priceOf(
  rules: readonly FeeRulePeriod[],
  feeKind: FeeKind,
  receivedOn: LocalDate,
): FeeRulePeriod | null {
  const found = rules.find(
    (rule) =>
      rule.feeKind === feeKind &&
      compareLocalDates(rule.receivedFrom, receivedOn) <= 0 &&
      (rule.receivedBefore === null || compareLocalDates(receivedOn, rule.receivedBefore) < 0),
  );
  return found ?? null;
}
