import type { EntityManager } from '@mikro-orm/postgresql';
import type { CreditNoteRecord } from '../../../shared/contracts/corrections.ts';
import type { MessageChannel } from '../../../shared/contracts/correspondence.ts';
import type { NewDocument } from '../../correspondence/index.ts';
import { accountLetterPdf, type AccountLetter } from '../documents/account-letter.ts';
import { countLpas } from '../documents/document-words.ts';
import type { InvoiceSender } from '../documents/invoice-document.ts';
import { readCreditNoteLetter } from '../documents/open-letters.ts';
import { MOST_FILE_BYTES, MOST_LETTER_PAGES } from './notify-limits.ts';

/** The credit note as it can be sent that way: whole where it may, otherwise without the list of its LPAs. */
export async function sendableCreditNote(
  em: EntityManager,
  note: CreditNoteRecord,
  channel: MessageChannel,
  sender: InvoiceSender,
): Promise<NewDocument> {
  const name = `Credit note ${note.number}.pdf`;
  const letter = await readCreditNoteLetter(em, note);
  const whole = await gather(letter, sender);
  const fits = channel === 'email' ? whole.bytes.length <= MOST_FILE_BYTES : whole.pageCount <= MOST_LETTER_PAGES;
  return { name, ...(fits ? whole : await gather(withoutList(letter, note, sender), sender)) };
}

function withoutList(letter: AccountLetter, note: CreditNoteRecord, sender: InvoiceSender): AccountLetter {
  const lpas = countLpas(note.lineCount);
  const ask = `The list of its ${lpas} is too long to be sent along. Ring ${sender.paymentPhone} to have it.`;
  const rows = letter.table.rows.filter(({ isSum }) => isSum === true);
  return { ...letter, words: [...letter.words, ask], table: { ...letter.table, rows } };
}

async function gather(letter: AccountLetter, sender: InvoiceSender): Promise<Pick<NewDocument, 'bytes' | 'pageCount'>> {
  const pieces = accountLetterPdf(letter, sender);
  const kept: Buffer[] = [];
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) return { bytes: Buffer.concat(kept), pageCount: next.value };
    kept.push(next.value);
  }
}
