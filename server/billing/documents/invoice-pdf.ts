import { setImmediate } from 'node:timers/promises';
import type { DocumentLine, InvoiceDocument, InvoiceSender } from './invoice-document.ts';
import { countLpas } from './document-words.ts';
import { drawFirstPage } from './first-page.ts';
import { drawLinePages, linePagesOf } from './line-pages.ts';
import { beginTaggedPdf, PAGE, type TaggedPdf } from './tagged-pdf.ts';

/**
 * An invoice as a tagged PDF: a first page that says everything but the LPAs, then the LPAs matter by matter. Made page
 * by page as it is read from, so that thousands of lines are never held together. The same invoice has the same bytes
 * whenever it is made.
 */
export async function* invoicePdf(
  document: InvoiceDocument,
  batches: AsyncIterable<DocumentLine[]>,
  sender: InvoiceSender,
): AsyncGenerator<Buffer> {
  const pdf = beginTaggedPdf({
    title: `Invoice ${document.number} to ${document.organisation.name}`,
    ...{ author: sender.name, at: document.issuedAt },
  });
  const pages = linePagesOf(document);
  const foot = (page: number): void => drawFoot(pdf, `Invoice ${document.number}`, page, pages.length + 1);
  const list = `The ${countLpas(document.lineCount)} on this invoice are listed from page 2 on.`;
  drawFirstPage(pdf, document, sender, list);
  foot(1);
  const drawn = drawLinePages({ pdf, document, pages, drawFoot: (page) => foot(page + 2) }, batches);
  for await (const pieces of drawn) {
    yield* pieces;
    // Drawing a page is all work and no waiting: between two, whoever else calls the server gets their turn.
    await setImmediate();
  }
  yield* await pdf.end();
}

/**
 * The first page alone, for an invoice whose list of LPAs is too long for the way it is sent. It says everything that is
 * needed to pay, and how to get the list.
 */
export async function* shortInvoicePdf(document: InvoiceDocument, sender: InvoiceSender): AsyncGenerator<Buffer> {
  const pdf = beginTaggedPdf({
    title: `Invoice ${document.number} to ${document.organisation.name}`,
    ...{ author: sender.name, at: document.issuedAt },
  });
  const list = `The list of the ${countLpas(document.lineCount)} is too long to be sent along. Ring ${sender.paymentPhone} and we will send it to you as a file.`;
  drawFirstPage(pdf, document, sender, list);
  drawFoot(pdf, `Invoice ${document.number}`, 1, 1);
  yield* await pdf.end();
}

/** Pages that an invoice has as a PDF. */
export function invoicePageCount(document: InvoiceDocument): number {
  return linePagesOf(document).length + 1;
}

/** What a page is of, and which of how many it is. */
export function drawFoot(pdf: TaggedPdf, what: string, page: number, pages: number): void {
  const place = { x: PAGE.left, y: PAGE.height - 34, size: 8.5, width: PAGE.right - PAGE.left };
  pdf.artifact(what, place);
  pdf.artifact(`Page ${page} of ${pages}`, { ...place, right: true });
}
