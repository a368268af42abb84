import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const NOTHING_MOVED = 'Nothing has been changed and no money has moved.';

function words(what: string, next: string, money = NOTHING_MOVED): ProblemWords {
  return { what, money, next };
}

type AllocationRefusal = Extract<DomainErrorCode, `RECEIPT_${string}` | `SUSPENSE_${string}`>;

/** Refusals around what payments meet, and money that nobody can place. */
export const ALLOCATION_REFUSALS: Readonly<Record<AllocationRefusal, SentenceBuilder>> = {
  RECEIPT_CHANGE_NOT_FOUND: () =>
    words('There is no such change of a payment.', 'Look at the payments of the organisation.'),
  RECEIPT_CHANGE_NOT_WAITING: () =>
    words('This change of a payment was decided or taken back already.', 'Look at the payment again.'),
  RECEIPT_CHANGE_WAITING: () =>
    words(
      'A change of this payment waits for approval already.',
      'Wait until it is decided, or take it back before asking for another.',
    ),
  RECEIPT_CREDIT_TOO_SMALL: (details) =>
    words(
      `Only ${details.pounds('credit') ?? 'less than that'} is held as credit on account.`,
      'Choose fewer lines, or smaller amounts.',
    ),
  RECEIPT_NOT_FOUND: () => words('There is no such payment.', 'Look at the payments of the organisation again.'),
  RECEIPT_OF_THAT_ORGANISATION: () =>
    words('The payment is with that organisation already.', 'Choose the organisation that it was meant for.'),
  RECEIPT_PAID_BACK: (details) =>
    words(
      `${details.pounds('amount') ?? 'Some'} of this payment was paid back already, so it cannot be taken back or moved whole.`,
      'Look at its refund first.',
    ),
  RECEIPT_TAKEN_BACK: () =>
    words(
      'This payment was taken back, or has moved to another organisation.',
      'Look at the payments of the organisation again to see where it is.',
    ),
  SUSPENSE_ALREADY_PLACED: (details) =>
    words(
      `This payment was placed already${details.text('reference') === undefined ? '' : ` on ${details.text('reference') ?? ''}`}.`,
      'If that is the wrong organisation, move the payment from there.',
    ),
  SUSPENSE_DAY_REFUSED: () =>
    words(
      'A payment cannot count for a day that has not come, or for one before it was received.',
      'Look at both days and enter them again.',
    ),
  SUSPENSE_NOT_FOUND: () => words('There is no such payment in suspense.', 'Look at the list again.'),
};
