import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const NOTHING_MOVED = 'Nothing has been changed and no money has moved.';

function words(what: string, next: string, money = NOTHING_MOVED): ProblemWords {
  return { what, money, next };
}

type AllocationRefusal = Extract<DomainErrorCode, `RECEIPT_${string}`>;

/** Refusals around what payments meet, and money that nobody can place. */
export const ALLOCATION_REFUSALS: Readonly<Record<AllocationRefusal, SentenceBuilder>> = {
  RECEIPT_PAID_BACK: (details) =>
    words(
      `${details.pounds('amount') ?? 'Some'} of this payment was paid back already, so it cannot be taken back or moved whole.`,
      'Look at its refund first.',
    ),
};
