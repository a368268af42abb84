import { formatLocalDate, londonDay } from '../../../shared/local-date.ts';
import type { NewDocument } from '../../correspondence/index.ts';
import type { InvoiceSender } from '../documents/invoice-document.ts';
import { letterPdf } from '../documents/letter-pdf.ts';

interface Letter {
  readonly subject: string;
  readonly body: string;
  /** Lines of the postal address. */
  readonly recipient: string;
  readonly at: Date;
}

/** A reminder or demand as a letter of one page. */
export async function chasingLetter(letter: Letter, sender: InvoiceSender): Promise<NewDocument> {
  const bytes = await letterPdf(
    {
      ...{ heading: letter.subject, address: letter.recipient.split('\n'), at: letter.at },
      paragraphs: [formatLocalDate(londonDay(letter.at)), ...letter.body.split('\n\n')],
    },
    sender,
  );
  return { name: `${letter.subject.replaceAll(/[^\p{L}\p{N} ._()-]/gu, '')}.pdf`, bytes, pageCount: 1 };
}
