import type { InstrumentKind, LineRefusal, PartTaken } from '../../shared/contracts/receipts.ts';
import { formatPounds, sumPence } from '../../shared/money.ts';

export const INSTRUMENT_KIND_WORDS: Readonly<Record<InstrumentKind, string>> = {
  cheque: 'Cheque',
  'postal-order': 'Postal order',
};

/** Why a line of a file was refused, and what to do about it. Total: a new reason needs its sentence. */
export const LINE_REFUSAL_WORDS: Readonly<Record<LineRefusal, string>> = {
  'not-utf8': 'Holds letters that are not UTF-8. Save the file again as “CSV UTF-8”.',
  'too-long': 'Is too long to be read. Keep to a reference and an amount.',
  'wrong-cells': 'Has more or fewer cells than the header.',
  'control-character': 'Holds a character that cannot be printed. Type the line anew.',
  'not-a-reference': 'Its reference cannot be one of ours. Use an organisation’s, an invoice’s or an LPA’s.',
  'unknown-reference': 'Names a reference that nothing here has. Check it with the payer.',
  'not-an-amount': 'Has no amount in pounds with two decimals, such as 92.00.',
  'not-more-than-nothing': 'Has an amount of nothing or less. Leave it out.',
  'not-a-time': 'Has no day and time written 2026-11-24 10:15:39.',
  'after-the-file': 'Is of a day after the file’s own.',
  'taken-by-card-here': 'Was taken by card at this desk, and is booked already.',
};

/** What became of a payment, in a sentence. */
export function partsWords(parts: readonly PartTaken[]): string {
  const credit = sumPence(parts.map(({ becameCredit }) => becameCredit));
  const whole = formatPounds(sumPence(parts.map(({ amount }) => amount)));
  const many = parts.length === 1 ? '' : ` for ${parts.length} organisations`;
  return credit === 0
    ? `${whole}${many} met what is owed.`
    : `${whole}${many}; ${formatPounds(credit)} is held in credit.`;
}
