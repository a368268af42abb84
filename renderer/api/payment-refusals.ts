import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { DetailReader } from './detail-reader.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const NOT_CHARGED = 'No card has been charged.';

function words(what: string, next: string, money = NOT_CHARGED): ProblemWords {
  return { what, money, next };
}

type PaymentRefusal = Extract<
  Exclude<DomainErrorCode, `CARD_FILE_${string}`>,
  | `CARD_${string}`
  | `AMOUNT_${string}`
  | 'ABOVE_CARD_LIMIT'
  | 'LINE_ALREADY_BEING_PAID'
  | 'NOTHING_DUE'
  | 'PAY_UNREACHABLE'
  | `RECORDING_${string}`
>;

/** Refusals around taking a card payment, where the caller is on the line and the agent reads the sentence out. */
export const PAYMENT_REFUSALS: Readonly<Record<PaymentRefusal, SentenceBuilder>> = {
  ABOVE_CARD_LIMIT: (details) =>
    words(
      `${amount(details)} is more than one card payment can take${limit(details)}.`,
      'Choose fewer lines, or give the caller the bank details and the reference to quote.',
    ),
  AMOUNT_ABOVE_DUE: (details) =>
    words(
      `${amount(details)} is more than is due${due(details)}.`,
      'Enter an amount that is not more than what is due.',
    ),
  AMOUNT_CHANGED: (details) =>
    words(
      `The amount due has changed since you read it out${nowDue(details)}.`,
      'Read out the new amount and start again.',
    ),
  CARD_PAGE_NOT_AVAILABLE: () =>
    words(
      'The card page of this payment can no longer be opened.',
      'See what became of the payment, and start a new one if it was not paid.',
      'The payment shows whether the card was charged.',
    ),
  CARD_PAYMENT_FINISHED: (details) =>
    words(
      `${payment(details)} is already finished.`,
      'Look at the payment to see how it ended.',
      'The payment shows whether the card was charged.',
    ),
  CARD_PAYMENT_NOT_FOUND: () =>
    words('There is no such card payment.', 'Check the payment reference, or look in the list of card payments.'),
  CARD_PAYMENT_NOT_YOURS: (details) =>
    words(
      `${payment(details)} was started by ${details.text('by') ?? 'someone else'}.`,
      'Ask them to finish or cancel it.',
      'The payment shows whether the card was charged.',
    ),
  RECORDING_IS_AUTOMATIC: () =>
    words('The telephone system pauses the recording by itself.', 'Open the card page: the recording is paused then.'),
  RECORDING_NOT_PAUSED: () =>
    words(
      'The recording of the call could not be paused, so the card page did not open.',
      'Try again. If it fails again, ask a team leader to open this payment at their own desk.',
    ),
  RECORDING_OVERRIDE_NOT_NEEDED: () =>
    words(
      'No pause of the recording has failed for this payment, or one stands already.',
      'Ask its agent to open the card page.',
    ),
  RECORDING_OVERRIDE_OWN: () =>
    words(
      'You cannot let a payment of your own go on without a pause of the recording.',
      'Ask another team leader to open this payment at their own desk.',
    ),
  RECORDING_TO_PAUSE_BY_HAND: () =>
    words(
      'The recording of the call has to be paused by hand before the card page opens.',
      'Pause it in the telephone system, then press Recording is paused.',
    ),
  LINE_ALREADY_BEING_PAID: (details) =>
    words(
      `${details.text('by') ?? 'Someone else'} is taking a card payment for this now${since(details)}${quoting(details)}.`,
      'Speak to them, or choose other lines. The lines are free again when that payment ends.',
      'Nothing was started or changed, so nothing can be paid twice.',
    ),
  NOTHING_DUE: () => words('There is nothing left to pay on what you chose.', 'Choose lines with something to pay.'),
  PAY_UNREACHABLE: () =>
    words(
      'GOV.UK Pay did not answer.',
      'Look at the payment: it shows what is known, and goes on asking by itself.',
      'Do not take the payment again until this one is settled.',
    ),
};

function amount(details: DetailReader): string {
  return details.pounds('amount') ?? 'That amount';
}

function limit(details: DetailReader): string {
  const most = details.pounds('limit');
  return most === undefined ? '' : `: the most is ${most}`;
}

function due(details: DetailReader): string {
  const owed = details.pounds('due');
  return owed === undefined ? '' : `: ${owed} is due`;
}

function nowDue(details: DetailReader): string {
  const now = details.pounds('amount') ?? details.pounds('due');
  return now === undefined ? '' : `: it is now ${now}`;
}

function payment(details: DetailReader): string {
  const reference = details.text('paymentReference') ?? details.text('reference');
  return reference === undefined ? 'This payment' : `Payment ${reference}`;
}

function since(details: DetailReader): string {
  const time = details.time('since');
  return time === undefined ? '' : `, since ${time}`;
}

function quoting(details: DetailReader): string {
  const reference = details.text('paymentReference');
  return reference === undefined ? '' : ` (payment ${reference})`;
}
