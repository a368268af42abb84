import { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { CreditNoteNumber } from '../../../shared/checked-reference.ts';
import type { CreditNoteRecord } from '../../../shared/contracts/corrections.ts';
import type { GetStatement } from '../../../shared/contracts/statements.ts';
import { selectOne } from '../../platform/rows.ts';
import { getCreditNote } from '../corrections/list-credit-notes.ts';
import { statementOfAccount } from '../statement-of-account.ts';
import { creditNoteLetter } from './credit-note-letter.ts';
import type { InvoiceSender } from './invoice-document.ts';
import { accountLetterPdf, type AccountLetter } from './account-letter.ts';
import { statementCsv } from './statement-csv.ts';
import { statementLetter } from './statement-letter.ts';

/** A statement of account as a PDF. The refusals are those of `statementOfAccount`. */
export async function openStatementPdf(
  em: EntityManager,
  input: GetStatement,
  at: Date,
  sender: InvoiceSender,
): Promise<Readable> {
  return Readable.from(accountLetterPdf(statementLetter(await statementOfAccount(em, input), at), sender));
}

/** A statement of account as comma-separated values. The refusals are those of `statementOfAccount`. */
export async function openStatementCsv(em: EntityManager, input: GetStatement): Promise<Readable> {
  return Readable.from([statementCsv(await statementOfAccount(em, input))]);
}

/** A credit note as a PDF. CREDIT_NOTE_NOT_FOUND when there is none. */
export async function openCreditNotePdf(
  em: EntityManager,
  number: CreditNoteNumber,
  sender: InvoiceSender,
): Promise<Readable> {
  return Readable.from(accountLetterPdf(await readCreditNoteLetter(em, await getCreditNote(em, number)), sender));
}

/** A credit note as a letter to the organisation as it is now. */
export async function readCreditNoteLetter(em: EntityManager, note: CreditNoteRecord): Promise<AccountLetter> {
  const organisation = await selectOne<AccountLetter['organisation']>(
    em,
    'select name, address_lines as "addressLines", town, postcode from organisation where reference = ?',
    [note.organisation.reference],
  );
  return creditNoteLetter(note, organisation);
}
