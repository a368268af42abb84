import { CSV_MARK, csvLine } from '../../platform/csv-text.ts';
import { FEE_NAMES, LPA_KIND_NAMES } from './document-words.ts';
import type { DocumentLine, InvoiceDocument } from './invoice-document.ts';

const HEADINGS = [
  ...['Invoice', 'Line', 'Your reference', 'LPA reference', 'Type', 'Received', 'Registered', 'Fee', 'Amount (£)'],
];

/** The lines of an invoice for a spreadsheet, in the order of its PDF, as they are read. Amounts are pounds with two decimals. */
export async function* invoiceCsv(
  { number }: Pick<InvoiceDocument, 'number'>,
  batches: AsyncIterable<DocumentLine[]>,
): AsyncGenerator<string> {
  yield `${CSV_MARK}${csvLine(HEADINGS)}`;
  for await (const batch of batches) yield batch.map((line) => csvLine(cellsOf(number, line))).join('');
}

function cellsOf(number: string, line: DocumentLine): (string | number | null)[] {
  return [
    ...[number, line.lineNumber, line.ownReference, line.lpaReference, LPA_KIND_NAMES[line.lpaKind]],
    ...[line.receivedOn, line.registeredOn, FEE_NAMES[line.feeKind], (line.amount / 100).toFixed(2)],
  ];
}
