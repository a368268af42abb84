import { daysBetween, londonDay, type LocalDate } from '../../shared/local-date.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';

const MOST_DAYS_AGO = 366;

/** Refuses MONEY_DAY_REFUSED for a day on which money cannot have come: after today, or more than a year ago. */
export function requireMoneyDay(scope: CommandScope, day: LocalDate): void {
  const ago = daysBetween(day, londonDay(scope.now));
  if (ago < 0 || ago > MOST_DAYS_AGO) throw new DomainError('MONEY_DAY_REFUSED', { day });
}
