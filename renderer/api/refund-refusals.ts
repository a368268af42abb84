import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const NO_MONEY_MOVED = 'Nothing has been changed and no money has moved.';

function words(what: string, next: string): ProblemWords {
  return { what, money: NO_MONEY_MOVED, next };
}

/** Refusals around refunds. */
export const REFUND_REFUSALS: Readonly<Record<Extract<DomainErrorCode, `REFUND_${string}`>, SentenceBuilder>> = {
  REFUND_ABOVE_AVAILABLE: (details) =>
    words(
      `Only ${details.pounds('available') ?? 'nothing'} of this payment is held as credit on account, so no more can go back.`,
      'Ask for that much at most. If a bill was wrong, credit it first: what was paid for it then becomes credit.',
    ),
  REFUND_ALREADY_LIVE: () =>
    words(
      'A refund of this payment is under way already.',
      'Open it from the list of refunds, and ask for another once it has ended.',
    ),
  REFUND_NOT_FOUND: () => words('There is no such refund.', 'Look for it in the list of refunds.'),
  REFUND_NOT_OPEN: () =>
    words('This refund was decided or taken back already.', 'Look at it again to see what became of it.'),
  REFUND_PAYMENT_NOT_CAPTURED: () =>
    words(
      'The card provider has not taken the money of this payment yet, so none of it can go back.',
      'Try again when the payment says that it is captured; that can take until tomorrow.',
    ),
};
