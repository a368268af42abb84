import type { DomainErrorCode } from '../../shared/domain-errors.ts';
import type { DetailReader } from './detail-reader.ts';
import type { ProblemWords, SentenceBuilder } from './problem-words.ts';

const NO_BILL_CHANGED = 'No bill has been changed and no money has moved.';

function words(what: string, next: string, money = NO_BILL_CHANGED): ProblemWords {
  return { what, money, next };
}

type CorrectionRefusal = Extract<
  DomainErrorCode,
  `CORRECTION_${string}` | `CREDIT_${string}` | 'LINE_CORRECTED_ELSEWHERE'
>;

/** Refusals around putting a wrong bill right. */
export const CORRECTION_REFUSALS: Readonly<Record<CorrectionRefusal, SentenceBuilder>> = {
  CORRECTION_ALREADY_OPEN: (details) =>
    words(
      `A correction of ${invoice(details)} waits for approval, or was sent back.`,
      'Open it from the invoice, and change it or take it back before asking for another.',
    ),
  CORRECTION_NOTHING_TO_DO: (details) =>
    words(
      `${lpa(details)} is charged ${details.pounds('amount') ?? 'nothing more'}, so there is nothing to do${price(details)}.`,
      'Choose other lines or another kind of fee. What was charged too much is put right by a credit note.',
    ),
  CORRECTION_NOT_FOUND: () => words('There is no such correction.', 'Look for it in the list of corrections.'),
  CORRECTION_NOT_OPEN: () =>
    words('This correction is done or was taken back already.', 'Look at it again to see what became of it.'),
  CORRECTION_REFUSED: (details) =>
    words(
      `This cannot be done${about(details)}: ${details.text('reason') ?? 'the bill does not allow it'}.`,
      'Change what you ask for, or choose another way to put the bill right.',
    ),
  CREDIT_ABOVE_LINE: (details) =>
    words(
      `${details.pounds('amount') ?? 'That'} is more than can be credited for ${lpa(details)}${most(details)}.`,
      'Enter no more than what was charged and not credited yet.',
    ),
  CREDIT_NOTE_NOT_FOUND: (details) =>
    words(
      `There is no credit note ${details.text('number') ?? 'with that number'}.`,
      'Check the number with the caller, or look at the organisation’s credit notes.',
    ),
  LINE_CORRECTED_ELSEWHERE: (details) =>
    words(
      `More was charged for ${lpa(details)} on ${details.text('on') ?? 'another bill'}.`,
      'Credit that first; then this line can be credited whole.',
    ),
};

function invoice(details: DetailReader): string {
  const number = details.text('invoiceNumber');
  return number === undefined ? 'the same bill' : `invoice ${number}`;
}

function lpa(details: DetailReader): string {
  const reference = details.text('lpaReference');
  return reference === undefined ? 'This bill' : `LPA ${reference}`;
}

function about(details: DetailReader): string {
  const reference = details.text('lpaReference');
  return reference === undefined ? '' : ` for LPA ${reference}`;
}

function price(details: DetailReader): string {
  const costs = details.pounds('price');
  return costs === undefined ? '' : `: it costs ${costs}`;
}

function most(details: DetailReader): string {
  const left = details.pounds('most');
  return left === undefined ? '' : `: the most is ${left}`;
}
