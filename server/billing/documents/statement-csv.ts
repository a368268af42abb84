import type { StatementEntry, StatementOfAccount } from '../../../shared/contracts/statements.ts';
import { addDays } from '../../../shared/local-date.ts';
import { pence, type Pence } from '../../../shared/money.ts';
import { CSV_MARK, csvLine } from '../../platform/csv-text.ts';
import { whatOf } from './statement-letter.ts';

const HEADINGS = ['Day', 'What', 'Reference', 'Charged (£)', 'Paid or credited (£)', 'Owed (£)', 'In credit (£)'];

/** A statement for a spreadsheet: the opening balance, every entry, the closing balance. What is owed and what is in credit stand apart. */
export function statementCsv(statement: StatementOfAccount): string {
  const { period, opening, closing, entries } = statement;
  return [
    `${CSV_MARK}${csvLine(HEADINGS)}`,
    csvLine([period.from, 'Opening balance', null, null, null, ...balance(opening)]),
    ...entries.map((entry) => csvLine(cellsOf(entry))),
    csvLine([addDays(period.before, -1), 'Closing balance', null, null, null, ...balance(closing)]),
  ].join('');
}

/** Pounds with two decimals and nothing else, as spreadsheets read them. */
function pounds(amount: Pence): string {
  return (amount / 100).toFixed(2);
}

function balance(amount: Pence): readonly [owed: string, inCredit: string] {
  return [pounds(pence(Math.max(amount, 0))), pounds(pence(Math.max(0 - amount, 0)))];
}

function cellsOf(entry: StatementEntry): (string | number | null)[] {
  const amount = (of: Pence): string | null => (of === 0 ? null : pounds(of));
  return [entry.day, ...whatOf(entry), amount(entry.added), amount(entry.taken), ...balance(entry.balance)];
}
