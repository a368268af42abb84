import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import { formatLocalDate, isLocalDate } from '../../shared/local-date.ts';
import type { DetailReader } from './detail-reader.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const NOTHING_BOOKED = 'Nothing has been booked.';

function words(what: string, next: string, money = NOTHING_BOOKED): ProblemWords {
  return { what, money, next };
}

type ReceiptRefusal = Extract<
  DomainErrorCode,
  | `BANK_TRANSFER_${string}`
  | `CARD_FILE_${string}`
  | `INSTRUMENT_${string}`
  | `MONEY_${string}`
  | 'BANKED_BEFORE_RECEIVED'
  | 'PAYING_IN_SLIP_NOT_FOUND'
  | 'REMITTANCE_REFUSED'
>;

const STATES: Readonly<Record<string, string>> = {
  received: 'is in hand and was not paid in',
  banked: 'was paid in already',
  bounced: 'has bounced already',
  returned: 'was returned to its payer',
};

/** What is wrong with a whole file, as a sentence. */
export const FILE_REFUSAL_WORDS: Readonly<Record<string, string>> = {
  empty: 'The file has no lines below its header.',
  'not-utf8': 'The file is not UTF-8 text. Save it again as “CSV UTF-8”.',
  'too-many-lines': 'The file has more than 2,000 lines. Send it in parts.',
  'wrong-header': 'The first line does not name the columns that are expected.',
  'card-number': 'The file holds what looks like a payment card number. Nothing of it was kept.',
  'lines-refused': 'Some of its lines cannot be read.',
  'wrong-name': 'The file is not named feemoto_DDMMYYYYnormal.csv, with a day that has come.',
  'too-large': 'The file is larger than 128 KB.',
};

/** Refusals around cheques, postal orders, bank transfers and card files. */
export const RECEIPT_REFUSALS: Readonly<Record<ReceiptRefusal, SentenceBuilder>> = {
  BANKED_BEFORE_RECEIVED: (details) =>
    words(
      `${numbered(details)} came on ${day(details, 'receivedOn')}, after the banked day.`,
      'Enter the day the slip goes to the bank, or leave that one for another slip.',
    ),
  BANK_TRANSFER_ALREADY_RECORDED: () =>
    words(
      'This bank transfer is recorded already: the same payer, day, amount and reference, or the same advice.',
      'Look it up in the list. If the bank shows it twice, add to the reference what tells the two apart.',
    ),
  CARD_FILE_ALREADY_TAKEN: (details) =>
    words(
      `The card file${of(details.text('day'))} has been taken in already.`,
      'Look at it in the list of card files. A file is taken in once, whatever its name.',
    ),
  CARD_FILE_REFUSED: (details) =>
    words(
      FILE_REFUSAL_WORDS[details.text('reason') ?? ''] ?? 'The card file cannot be read.',
      `Put ${details.text('line') === undefined ? 'the file' : `line ${details.text('line')}`} right and send it again.`,
    ),
  INSTRUMENT_ALREADY_RECORDED: (details) =>
    words(
      `${numbered(details)} from this payer for this amount is recorded already.`,
      'Look in the list for it. Check the number if this is another one.',
    ),
  INSTRUMENT_NOT_FOUND: () =>
    words('There is no such cheque or postal order.', 'Look at the list again and choose from it.'),
  INSTRUMENT_STATE_FORBIDS: (details) =>
    words(
      `${numbered(details)} ${STATES[details.text('state') ?? ''] ?? 'is no longer in that state'}.`,
      'Look at the list again: somebody else may have dealt with it.',
    ),
  MONEY_DAY_REFUSED: (details) =>
    words(
      `Money cannot have come on ${day(details, 'day')}.`,
      'Enter a day that is not after today and not more than a year ago.',
    ),
  MONEY_DOES_NOT_ADD_UP: (details) =>
    words(
      `It comes to ${details.pounds('amount') ?? 'another amount'}, not ${details.pounds('expected') ?? 'what was entered'}.`,
      'Check the amounts against the paper in hand, then try again.',
    ),
  PAYING_IN_SLIP_NOT_FOUND: () =>
    words('There is no such paying-in slip.', 'Check its number in the list of paying-in slips.'),
  REMITTANCE_REFUSED: (details) =>
    words(
      FILE_REFUSAL_WORDS[details.text('reason') ?? ''] ?? 'The remittance advice cannot be taken.',
      'Put right the lines that are marked, and choose the file again.',
    ),
};

function numbered(details: DetailReader): string {
  const number = details.text('number');
  return number === undefined ? 'It' : `Number ${number}`;
}

function day(details: DetailReader, name: string): string {
  const text = details.text(name);
  return text !== undefined && isLocalDate(text) ? formatLocalDate(text) : 'that day';
}

function of(text: string | undefined): string {
  return text !== undefined && isLocalDate(text) ? ` of ${formatLocalDate(text)}` : '';
}
