import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import { formatLocalDate, LocalDateSchema } from '../../shared/local-date.ts';
import type { DetailReader } from './detail-reader.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const PRICES_STAND = 'No price has changed.';

function words(what: string, next: string, money = PRICES_STAND): ProblemWords {
  return { what, money, next };
}

type FeeRefusal = Extract<DomainErrorCode, `FEE_${string}`>;

/** Refusals around Orders that set what an LPA costs. */
export const FEE_REFUSALS: Readonly<Record<FeeRefusal, SentenceBuilder>> = {
  FEE_ORDER_BEGINS_TOO_EARLY: (details) =>
    words(
      `LPAs received on that day or later have been billed already${lastBilled(details)}.`,
      'Let the Order begin on a later day. What is billed keeps the price of its day.',
    ),
  FEE_ORDER_CHANGED: () =>
    words(
      'Somebody else has edited this Order since you opened it.',
      'Look at what it says now, and make your change again if it is still needed.',
    ),
  FEE_ORDER_DATE_TAKEN: () =>
    words('Another Order begins on that day.', 'Choose another day, or drop the other draft first.'),
  FEE_ORDER_IN_USE: () =>
    words(
      'LPAs have been billed by this Order, so it stays.',
      'Enter a new Order that begins after the last day billed by it.',
    ),
  FEE_ORDER_NOT_FOUND: () => words('There is no such Order.', 'Look in the list of fees.'),
  FEE_ORDER_NOT_REHEARSED: () =>
    words(
      'What the Order says has not been rehearsed.',
      'Rehearse it, look at what it does, then send it for approval.',
    ),
  FEE_ORDER_STATE_FORBIDS: () => words('This Order is not in a state for that any more.', 'Look at how it stands now.'),
};

function lastBilled(details: DetailReader): string {
  const day = LocalDateSchema.safeParse(details.text('day'));
  return day.success ? `, the last of them received on ${formatLocalDate(day.data)}` : '';
}
