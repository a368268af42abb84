import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber } from '../../../shared/checked-reference.ts';
import type { MessageChannel } from '../../../shared/contracts/correspondence.ts';
import type { NewDocument } from '../../correspondence/index.ts';
import type { InvoiceDocument, InvoiceSender } from '../documents/invoice-document.ts';
import { invoicePageCount, invoicePdf, shortInvoicePdf } from '../documents/invoice-pdf.ts';
import { readDocumentLines } from '../documents/read-invoice-document.ts';
import { MOST_FILE_BYTES, MOST_LETTER_PAGES } from './notify-limits.ts';

/**
 * The invoice as it can be sent that way: whole where it may, otherwise its first page alone, which says how to get the
 * list of its LPAs.
 */
export async function sendableInvoice(
  em: EntityManager,
  document: InvoiceDocument,
  channel: MessageChannel,
  sender: InvoiceSender,
): Promise<NewDocument> {
  const name = nameOf(document.number);
  const pageCount = invoicePageCount(document);
  if (channel === 'email' || pageCount <= MOST_LETTER_PAGES) {
    const lines = readDocumentLines(em, document.id);
    const bytes = await gather(invoicePdf(document, lines, sender));
    if (bytes !== undefined) return { name, bytes, pageCount };
  }
  const short = await gather(shortInvoicePdf(document, sender));
  if (short === undefined) throw new Error('The first page of an invoice is too large to be sent');
  return { name, bytes: short, pageCount: 1 };
}

/** The name under which an invoice is saved by whoever gets it. */
function nameOf(number: InvoiceNumber): string {
  return `Invoice ${number}.pdf`;
}

/** All the pieces together; undefined as soon as they are more than may be sent. */
async function gather(pieces: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > MOST_FILE_BYTES) return undefined;
    kept.push(piece);
  }
  return Buffer.concat(kept);
}
