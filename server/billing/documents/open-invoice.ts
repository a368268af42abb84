import { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvoiceNumber } from '../../../shared/checked-reference.ts';
import { invoiceCsv } from './invoice-csv.ts';
import type { InvoiceSender } from './invoice-document.ts';
import { invoicePdf } from './invoice-pdf.ts';
import { readDocumentLines, readInvoiceDocument } from './read-invoice-document.ts';

/** An invoice as a PDF, made as it is read from. INVOICE_NOT_FOUND when there is none. */
export async function openInvoicePdf(
  em: EntityManager,
  number: InvoiceNumber,
  sender: InvoiceSender,
): Promise<Readable> {
  const document = await readInvoiceDocument(em, number);
  return Readable.from(invoicePdf(document, readDocumentLines(em, document.id), sender));
}

/** The lines of an invoice as comma-separated values. INVOICE_NOT_FOUND when there is none. */
export async function openInvoiceCsv(em: EntityManager, number: InvoiceNumber): Promise<Readable> {
  const document = await readInvoiceDocument(em, number);
  return Readable.from(invoiceCsv(document, readDocumentLines(em, document.id)));
}
