import { formatLocalDate } from '../../../shared/local-date.ts';
import { formatPounds } from '../../../shared/money.ts';
import { FEE_NAMES } from './document-words.ts';
import { waysToPay } from './how-to-pay.ts';
import type { InvoiceDocument, InvoiceSender } from './invoice-document.ts';
import { drawAddress, drawSender } from './letter-head.ts';
import { drawHeading, drawPairs, WIDTH } from './page-parts.ts';
import { PAGE, type TableColumn, type TaggedPdf } from './tagged-pdf.ts';

/** The first page: who, how much, by when, what for in sums, and how to pay. */
export function drawFirstPage(
  pdf: TaggedPdf,
  document: InvoiceDocument,
  sender: InvoiceSender,
  whereTheLinesAre: string,
): void {
  pdf.addPage();
  drawSender(pdf, sender);
  drawAddress(pdf, addressOf(document));
  let y = pdf.text(pdf.root, 'H1', `Invoice ${document.number}`, {
    ...{ x: PAGE.left, y: 206, size: 22, bold: true, width: WIDTH },
  });
  y = pdf.text(pdf.root, 'P', `${formatPounds(document.total)} to pay by ${formatLocalDate(document.dueOn)}`, {
    ...{ x: PAGE.left, y: y + 2, size: 13, bold: true, width: WIDTH },
  });
  y = drawFacts(pdf, document, y + 10);
  y = drawFees(pdf, document, y + 16);
  y = drawWaysToPay(pdf, document, sender, y + 18);
  pdf.text(pdf.root, 'P', whereTheLinesAre, { x: PAGE.left, y, size: 9.5, width: WIDTH, wraps: true });
}

function addressOf({ organisation }: InvoiceDocument): string[] {
  return [organisation.name, ...organisation.addressLines, organisation.town, organisation.postcode];
}

function drawFacts(pdf: TaggedPdf, document: InvoiceDocument, y: number): number {
  const { organisation } = document;
  return drawPairs(
    pdf,
    [
      ['Invoice number', document.number],
      ...(document.replaces === null ? [] : [['In place of invoice', document.replaces] as const]),
      ['Invoice date', formatLocalDate(document.issuedOn)],
      ['Payment is due by', formatLocalDate(document.dueOn)],
      ['Your organisation reference', organisation.reference],
      ['Your purchase order', organisation.purchaseOrder ?? 'None given'],
    ],
    y,
  );
}

const FEE_COLUMNS: readonly TableColumn[] = [
  { x: PAGE.left, width: 210 },
  { x: PAGE.left + 210, width: 90, right: true },
  { x: PAGE.left + 300, width: 100, right: true },
  { x: PAGE.left + 400, width: WIDTH - 400, right: true },
];

function drawFees(pdf: TaggedPdf, document: InvoiceDocument, from: number): number {
  let y = drawHeading(pdf, 'What it is for', from);
  const table = pdf.table(pdf.root);
  const add = (texts: readonly string[], kind: 'header' | 'fee' | 'total'): void => {
    const cells = texts.map((text, index) => ({
      text,
      bold: kind !== 'fee',
      ...(kind === 'header' && { names: 'column' as const }),
      ...(kind !== 'header' && index === 0 && { names: 'row' as const }),
    }));
    const look = kind === 'header' ? ('ruled-strong' as const) : ('ruled' as const);
    pdf.row(table, { y, height: 15, size: 9.5, columns: FEE_COLUMNS, cells, look });
    y += 15;
  };
  add(['Fee for each LPA', 'Fee', 'LPAs', 'Amount'], 'header');
  for (const { feeKind, price, lines, amount } of document.fees) {
    add([FEE_NAMES[feeKind], formatPounds(price), lines.toLocaleString('en-GB'), formatPounds(amount)], 'fee');
  }
  add(['Total', '', document.lineCount.toLocaleString('en-GB'), formatPounds(document.total)], 'total');
  table.end();
  return y;
}

function drawWaysToPay(pdf: TaggedPdf, document: InvoiceDocument, sender: InvoiceSender, from: number): number {
  let y = drawHeading(pdf, 'How to pay', from);
  for (const way of waysToPay(document, sender)) {
    y = pdf.text(pdf.root, 'H3', way.title, { x: PAGE.left, y, size: 10.5, bold: true, width: WIDTH }) + 1;
    y = pdf.text(pdf.root, 'P', way.says, { x: PAGE.left, y, size: 9.5, width: WIDTH, wraps: true }) + 2;
    if (way.facts.length > 0) y = drawPairs(pdf, way.facts, y);
    y += 8;
  }
  return y;
}
