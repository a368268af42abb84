import type { InvoiceKind } from '../../../shared/contracts/billing.ts';
import type { StatementEntry, StatementOfAccount } from '../../../shared/contracts/statements.ts';
import { assertNever } from '../../../shared/assert-never.ts';
import { addDays, formatLocalDate, formatShortDate } from '../../../shared/local-date.ts';
import { formatPounds, pence, type Pence } from '../../../shared/money.ts';
import type { AccountLetter, LetterRow } from './account-letter.ts';

const INVOICE_NAMES: Readonly<Record<InvoiceKind, string>> = {
  bill: 'Invoice',
  'one-off': 'Invoice',
  correction: 'Invoice, correction',
  reissue: 'Invoice, reissued',
};

/** A statement of account as a letter to the organisation. */
export function statementLetter(statement: StatementOfAccount, at: Date): AccountLetter {
  const { organisation, period, opening, closing } = statement;
  const last = addDays(period.before, -1);
  return {
    title: 'Statement of account',
    lead: `${formatLocalDate(period.from)} to ${formatLocalDate(last)}: ${balanceWords(closing)}`,
    ...{ at, organisation, words: [] },
    facts: [
      ['Your organisation reference', organisation.reference],
      ['Charged in this period', formatPounds(statement.added)],
      ['Paid or credited in this period', formatPounds(statement.taken)],
    ],
    table: {
      heading: 'What was charged, paid and credited',
      columns: [
        { name: 'Day', width: 66 },
        { name: 'What', width: 150 },
        { name: 'Reference', width: 92 },
        { name: 'Charged', width: 62, right: true },
        { name: 'Paid or credited', width: 75, right: true },
        { name: 'Balance', width: 65, right: true },
      ],
      rows: [
        { cells: [formatShortDate(period.from), 'Opening balance', '', '', '', balance(opening)], isSum: true },
        ...statement.entries.map(entryRow),
        { cells: [formatShortDate(last), 'Closing balance', '', '', '', balance(closing)], isSum: true },
      ],
    },
  };
}

function balanceWords(closing: Pence): string {
  if (closing === 0) return 'nothing is owed';
  return closing > 0 ? `${formatPounds(closing)} is owed` : `${formatPounds(pence(0 - closing))} is held in credit`;
}

/** Below zero with the letters that accounts use for it, as a sign alone would be missed. */
function balance(amount: Pence): string {
  return amount < 0 ? `${formatPounds(pence(0 - amount))} CR` : formatPounds(amount);
}

function entryRow(entry: StatementEntry): LetterRow {
  const amount = (of: Pence): string => (of === 0 ? '' : formatPounds(of));
  const [what, reference] = whatOf(entry);
  return {
    cells: [
      ...[formatShortDate(entry.day), what, reference],
      ...[amount(entry.added), amount(entry.taken), balance(entry.balance)],
    ],
  };
}

/** What an entry is, and the reference it is known by. */
export function whatOf({ kind, invoiceKind, invoice, creditNote, payment }: StatementEntry): readonly [string, string] {
  switch (kind) {
    case 'invoice':
      return [INVOICE_NAMES[invoiceKind ?? 'bill'], invoice ?? ''];
    case 'credit-note':
      return [`Credit for ${invoice ?? ''}`, creditNote ?? ''];
    case 'receipt':
      return [payment === null ? 'Payment' : 'Card payment', payment?.reference ?? ''];
    case 'receipt-reversal':
      return ['Payment taken back', payment?.reference ?? ''];
    default:
      return assertNever(kind);
  }
}
