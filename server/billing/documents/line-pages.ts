import { formatShortDate } from '../../../shared/local-date.ts';
import { formatPounds } from '../../../shared/money.ts';
import { countLpas, FEE_NAMES, LPA_KIND_NAMES } from './document-words.ts';
import type { DocumentLine, InvoiceDocument, Matter } from './invoice-document.ts';
import { planLinePages, type LinePage } from './page-plan.ts';
import { PAGE, type TableColumn, type TableRow, type TaggedPdf } from './tagged-pdf.ts';

const TOP = 70;
const ROW_HEIGHT = 15;
const SIZE = 9;
const HEADER_ROW = 18;
const FOOT = 46;

/** Rows of matters, lines and the total that one page holds under its header row. */
export const ROWS_ON_PAGE = Math.floor((PAGE.height - FOOT - TOP - HEADER_ROW) / ROW_HEIGHT);

const WIDTHS = [97, 113, 66, 66, 100, 68] as const;
const COLUMNS: readonly TableColumn[] = WIDTHS.map((width, index) => ({
  x: PAGE.left + WIDTHS.slice(0, index).reduce((sum, before) => sum + before, 0),
  width,
  right: index === WIDTHS.length - 1,
}));
const HEADINGS = ['LPA reference', 'Type', 'Received', 'Registered', 'Fee', 'Amount'];

/** The pages of LPAs that an invoice has. */
export function linePagesOf(document: InvoiceDocument): LinePage[] {
  return planLinePages(
    document.matters.map(({ lines }) => lines),
    ROWS_ON_PAGE,
  );
}

interface LinePages {
  readonly pdf: TaggedPdf;
  readonly document: InvoiceDocument;
  readonly pages: readonly LinePage[];
  /** The foot of a page, by its number among the pages of lines, from 0. */
  readonly drawFoot: (page: number) => void;
}

/**
 * Draws the LPAs matter by matter as they are read, in one table that goes on from page to page, its header row repeated
 * for the eye. Answers what is finished from time to time.
 */
export async function* drawLinePages(
  parts: LinePages,
  batches: AsyncIterable<DocumentLine[]>,
): AsyncGenerator<Buffer[]> {
  const { pdf, document, pages, drawFoot } = parts;
  const section = pdf.root;
  const lines = flatten(batches);
  let table: ReturnType<TaggedPdf['table']> | undefined;
  for (const [number, page] of pages.entries()) {
    pdf.addPage();
    if (table === undefined) {
      pdf.text(section, 'H2', 'LPAs on this invoice', { x: PAGE.left, y: 40, size: 14, bold: true, width: 500 });
      table = pdf.table(section);
      pdf.row(table, headerRow());
    } else {
      pdf.artifact('LPAs on this invoice, continued', { x: PAGE.left, y: 40, size: 14, bold: true, width: 500 });
      pdf.artifactRow(headerRow());
    }
    let y = TOP + HEADER_ROW;
    for (const { matter, lines: count, isContinued } of page) {
      const heading = matterRow(document.matters[matter], y, isContinued);
      if (isContinued) pdf.artifactRow(heading);
      else pdf.row(table, heading);
      y += ROW_HEIGHT;
      for (let drawn = 0; drawn < count; drawn += 1) {
        const next = await lines.next();
        if (next.done === true) throw new Error('An invoice has fewer lines than it says');
        pdf.row(table, lineRow(next.value, y));
        y += ROW_HEIGHT;
      }
    }
    if (number === pages.length - 1) pdf.row(table, totalRow(document, y));
    drawFoot(number);
    yield pdf.takeBytes();
  }
  table?.end();
}

async function* flatten(batches: AsyncIterable<DocumentLine[]>): AsyncGenerator<DocumentLine> {
  for await (const batch of batches) yield* batch;
}

function headerRow(): TableRow {
  const cells = HEADINGS.map((text) => ({ text, names: 'column' as const }));
  return { y: TOP, height: HEADER_ROW, size: SIZE, columns: COLUMNS, cells, look: 'ruled-strong' };
}

function matterRow(matter: Matter | undefined, y: number, isContinued: boolean): TableRow {
  if (matter === undefined) throw new Error('A page names a matter that the invoice does not have');
  const name = matter.ownReference === null ? 'Without a reference of yours' : `Your reference ${matter.ownReference}`;
  const cells = [
    { text: isContinued ? `${name}, continued` : name, names: 'row' as const, spans: 4 },
    { text: countLpas(matter.lines), bold: true },
    { text: formatPounds(matter.amount), bold: true },
  ];
  return { y, height: ROW_HEIGHT, size: SIZE, columns: COLUMNS, cells, look: 'band' };
}

function lineRow(line: DocumentLine, y: number): TableRow {
  const cells = [
    { text: line.lpaReference, names: 'row' as const, bold: false },
    { text: LPA_KIND_NAMES[line.lpaKind] },
    { text: formatShortDate(line.receivedOn) },
    { text: formatShortDate(line.registeredOn) },
    { text: FEE_NAMES[line.feeKind] },
    { text: formatPounds(line.amount) },
  ];
  return { y, height: ROW_HEIGHT, size: SIZE, columns: COLUMNS, cells };
}

function totalRow({ lineCount, total }: InvoiceDocument, y: number): TableRow {
  const cells = [
    { text: 'Total of this invoice', names: 'row' as const, spans: 4 },
    { text: countLpas(lineCount), bold: true },
    { text: formatPounds(total), bold: true },
  ];
  return { y, height: ROW_HEIGHT, size: SIZE, columns: COLUMNS, cells, look: 'ruled-strong' };
}
