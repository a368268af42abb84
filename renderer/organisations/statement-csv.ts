import type { StatementEntry, StatementOfAccount } from '../../shared/contracts/statements.ts';
import { addDays } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { entryWords } from './statement-words.ts';

/** Pounds and pence with a point and no sign of the currency, as spreadsheets read them. */
function plainPounds(amount: Pence): string {
  const sign = amount < 0 ? '-' : '';
  const pennies = String(Math.abs(amount)).padStart(3, '0');
  return `${sign}${pennies.slice(0, -2)}.${pennies.slice(-2)}`;
}

/** A cell that no spreadsheet takes for a formula. Amounts are numbers of ours and go as they are. */
function textCell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}

function row(day: string, what: string, reference: string, amounts: readonly string[]): string {
  return [day, textCell(what), textCell(reference), ...amounts].join(',');
}

function entryRow(entry: StatementEntry): string {
  const { what, reference } = entryWords(entry);
  const amount = (pence: Pence) => (pence === 0 ? '' : plainPounds(pence));
  return row(entry.day, what, reference, [amount(entry.added), amount(entry.taken), plainPounds(entry.balance)]);
}

/** A statement as a comma-separated file: a header, the opening balance, every entry, the closing balance. */
export function statementCsv(statement: StatementOfAccount): string {
  const { period, opening, closing, entries } = statement;
  return [
    'Day,What,Reference,Charged,Paid or credited,Balance',
    row(period.from, 'Opening balance', '', ['', '', plainPounds(opening)]),
    ...entries.map(entryRow),
    row(addDays(period.before, -1), 'Closing balance', '', ['', '', plainPounds(closing)]),
    '',
  ].join('\r\n');
}
