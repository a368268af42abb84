import type { FileRefusal, RowRefusal, UsageRefusal } from '../../shared/contracts/usage.ts';
import { formatLocalDate, isLocalDate } from '../../shared/local-date.ts';
import type { RowFacts } from './registration-facts.ts';

type Sentence = (facts: Facts) => string;

/** Facts as a sentence asks for them; what is missing is left out rather than shown as nothing. */
interface Facts {
  text(name: string): string;
  day(name: string): string;
}

const FILE: Readonly<Record<FileRefusal, Sentence>> = {
  FILE_COLUMNS_MISSING: (facts) =>
    `The first line does not name every column that is needed. Missing: ${facts.text('columns')}.`,
  FILE_COLUMNS_REPEATED: (facts) => `The first line names a column twice: ${facts.text('columns')}.`,
  FILE_COLUMNS_UNKNOWN: (facts) =>
    `Some columns are not known here: take out column ${facts.text('places')}. Names of donors must never be sent.`,
  FILE_HAS_NO_ROWS: () => 'The file has a first line with the names of the columns, and no rows under it.',
  FILE_HOLDS_CARD_NUMBER: (facts) =>
    `Line ${facts.text('line')} holds what looks like a payment card number. The file was refused and its original was not kept.`,
  FILE_LINE_ENDS_WRONG: () =>
    'The lines of the file end in an old way that is not understood here. Save it again as CSV (UTF-8).',
  FILE_NOT_UTF8: () => 'The first line is not UTF-8 text. Save the file again as CSV (UTF-8).',
  FILE_SEPARATOR_WRONG: (facts) =>
    `The columns are separated by ${facts.text('separator')}. Save the file again with commas between the columns.`,
  FILE_TOO_MANY_ROWS: (facts) => `The file has more than ${facts.text('most')} rows. Split it.`,
  FILE_UTF16: () => 'The file is UTF-16 text. Save it again as CSV (UTF-8).',
};

const VALUES: Readonly<Record<Exclude<RowRefusal, `ROW_${string}` | `EVENT_${string}`>, Sentence>> = {
  AMOUNT_WRONG: (facts) =>
    `${facts.text('column')} is not an amount in pounds with no or two decimals, such as 92 or 92.00.`,
  CARD_NUMBER: (facts) =>
    `${facts.text('column')} holds what looks like a payment card number, which is never kept here.`,
  CHANGE_EMPTY: () => 'The correction says nothing: name at least one fact.',
  DATES_NOT_TOGETHER: () => 'A correction of a day must give both receivedOn and registeredOn.',
  DATE_IN_FUTURE: (facts) => `${facts.text('column')} is ${facts.day('day')}, which has not come yet.`,
  DATE_WRONG: (facts) => `${facts.text('column')} is not a day written YYYY-MM-DD.`,
  DONOR_KEY_WRONG: () => 'donor_key must be a key of 8 to 64 letters, digits, hyphens and underscores, never a name.',
  FORMULA: (facts) => `${facts.text('column')} begins as a spreadsheet formula does (=, +, - or @).`,
  LPA_CHECK_DIGIT_WRONG: (facts) =>
    `One or more digits of LPA reference ${facts.text('given')} are wrong.${facts.text('likely') === '' ? '' : ` It may have been meant as ${facts.text('likely')}.`}`,
  LPA_REFERENCE_WRONG: () =>
    'That is not an LPA reference: they have 12 digits starting with 7, M and 12 digits, or 7 digits starting with 2 or 3.',
  LPA_REGISTERED_DIFFERENTLY: (facts) =>
    `This LPA is already registered with other facts: ${facts.text('differs')}. Send a correction instead.`,
  ORGANISATION_CLOSED: (facts) =>
    `Organisation ${facts.text('organisation')} is closed and can be billed for nothing new.`,
  ORGANISATION_REFERENCE_WRONG: () => 'organisation is not an organisation reference such as ORG104233K.',
  ORGANISATION_UNKNOWN: (facts) => `There is no organisation ${facts.text('organisation')}.`,
  REGISTERED_BEFORE_RECEIVED: (facts) =>
    `It says registered on ${facts.day('registeredOn')}, before it was received on ${facts.day('receivedOn')}.`,
  TEXT_TOO_LONG: (facts) => `${facts.text('column')} has more than ${facts.text('most')} characters.`,
  VALUE_MISSING: (facts) => `${facts.text('column')} is empty.`,
  VALUE_UNKNOWN: (facts) => `${facts.text('column')} must be one of: ${facts.text('known')}.`,
};

const SENTENCES: Readonly<Record<UsageRefusal, Sentence>> = {
  ...FILE,
  ...VALUES,
  EVENT_ID_REUSED: () => 'This event id was used before, for another LPA.',
  EVENT_MALFORMED: (facts) =>
    facts.text('unknown') === '1'
      ? `The event has a field that is not known here, in ${facts.text('field')}.`
      : `The event is not in the agreed form: look at ${facts.text('field')}.`,
  ROW_COLUMN_COUNT: (facts) =>
    `The row has ${facts.text('found')} columns; the first line names ${facts.text('expected')}.`,
  ROW_CONTROL_CHARACTERS: () => 'The row holds characters that cannot be seen, such as NUL.',
  ROW_NOT_UTF8: () =>
    'The row holds characters that are not UTF-8, as in a file saved as Windows-1252. Save it again as CSV (UTF-8).',
  ROW_QUOTES_WRONG: () =>
    'The quotes in this row do not match. A quote within a quoted cell is written twice, and a cell has no line breaks.',
  ROW_TOO_LONG: () => 'The row is longer than 4,096 bytes.',
};

/** What the person who sent it reads. Total: a new reason does not compile without its sentence. */
export function refusalSentence(reason: UsageRefusal, facts: RowFacts): string {
  const text = (name: string): string => String(facts[name] ?? '');
  const day = (name: string): string => {
    const value = text(name);
    return isLocalDate(value) ? formatLocalDate(value) : value;
  };
  return SENTENCES[reason]({ text, day });
}
