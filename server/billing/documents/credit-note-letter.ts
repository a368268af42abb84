import type { CreditNoteRecord } from '../../../shared/contracts/corrections.ts';
import { formatLocalDate } from '../../../shared/local-date.ts';
import { formatPounds } from '../../../shared/money.ts';
import { countLpas } from './document-words.ts';
import type { AccountLetter } from './account-letter.ts';

/** A credit note as a letter to the organisation: what was taken off which invoice, and why. */
export function creditNoteLetter(note: CreditNoteRecord, organisation: AccountLetter['organisation']): AccountLetter {
  const { number, invoice, newInvoice, toAccount } = note;
  return {
    title: `Credit note ${number}`,
    lead: `${formatPounds(note.total)} taken off invoice ${invoice}`,
    at: new Date(note.issuedAt),
    organisation,
    facts: [
      ['Credit note number', number],
      ['Date', formatLocalDate(note.issuedOn)],
      ['For invoice', invoice],
      ...(newInvoice === null ? [] : [['Billed anew on invoice', newInvoice] as const]),
      ['Your organisation reference', note.organisation.reference],
      ['Reason', note.reason],
      ['Taken off what you owe', formatPounds(note.offDebt)],
      ['Held for you in credit', formatPounds(toAccount)],
    ],
    words: [note.words],
    table: {
      heading: 'LPAs on this credit note',
      columns: [
        { name: 'LPA reference', width: 180 },
        { name: 'Credited', width: 110, right: true },
        { name: 'Off what you owe', width: 110, right: true },
        { name: 'Held in credit', width: 110, right: true },
      ],
      rows: [
        ...note.lines.map(({ lpaReference, amount, offDebt, toAccount: held }) => ({
          cells: [lpaReference, formatPounds(amount), formatPounds(offDebt), formatPounds(held)],
        })),
        {
          cells: [
            `Total, ${countLpas(note.lineCount)}`,
            ...[formatPounds(note.total), formatPounds(note.offDebt), formatPounds(toAccount)],
          ],
          isSum: true,
        },
      ],
    },
  };
}
