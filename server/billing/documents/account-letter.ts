import type { InvoiceDocument, InvoiceSender } from './invoice-document.ts';
import { drawFoot } from './invoice-pdf.ts';
import { drawAddress, drawSender } from './letter-head.ts';
import { drawHeading, drawPairs, WIDTH } from './page-parts.ts';
import { beginTaggedPdf, PAGE, type TableColumn, type TableRow, type TaggedPdf } from './tagged-pdf.ts';

const ROW_HEIGHT = 15;
const SIZE = 9;
const TOP = 70;
const BOTTOM = PAGE.height - 46;

/** A row of a letter's table: the text of each cell, and whether it is a sum. */
export interface LetterRow {
  readonly cells: readonly string[];
  readonly isSum?: boolean;
}

/** A letter about an account: who it is to, what it says in a line, its facts, and one table that may go on for pages. */
export interface AccountLetter {
  readonly title: string;
  readonly lead: string;
  readonly at: Date;
  readonly organisation: Pick<InvoiceDocument['organisation'], 'name' | 'addressLines' | 'town' | 'postcode'>;
  readonly facts: readonly (readonly [string, string])[];
  readonly words: readonly string[];
  readonly table: {
    readonly heading: string;
    /** Name, width in points, and whether it holds amounts, of each column; together at most as wide as the page. */
    readonly columns: readonly { readonly name: string; readonly width: number; readonly right?: boolean }[];
    readonly rows: readonly LetterRow[];
  };
}

/**
 * A letter as a tagged PDF, made page by page; in the end how many pages it has. The same letter has the same bytes
 * whenever it is made.
 */
export async function* accountLetterPdf(
  letter: AccountLetter,
  sender: InvoiceSender,
): AsyncGenerator<Buffer, number, undefined> {
  const pdf = beginTaggedPdf({
    title: `${letter.title}, ${letter.organisation.name}`,
    ...{ author: sender.name, at: letter.at },
  });
  pdf.addPage();
  const begins = drawHead(pdf, letter, sender);
  const pages = pagesOf(letter, begins);
  const columns = columnsOf(letter);
  const table = pdf.table(pdf.root);
  for (const [number, rows] of pages.entries()) {
    let y = begins;
    if (number === 0) pdf.row(table, headerRow(letter, columns, y));
    else {
      pdf.addPage();
      y = TOP;
      pdf.artifact(`${letter.table.heading}, continued`, { x: PAGE.left, y: 40, size: 14, bold: true, width: WIDTH });
      pdf.artifactRow(headerRow(letter, columns, y));
    }
    y += ROW_HEIGHT;
    for (const row of rows) {
      pdf.row(table, tableRow(row, columns, y));
      y += ROW_HEIGHT;
    }
    if (number === pages.length - 1) table.end();
    drawFoot(pdf, letter.title, number + 1, pages.length);
    yield* pdf.takeBytes();
  }
  yield* await pdf.end();
  return pages.length;
}

/** Everything above the table. Answers where it begins. */
function drawHead(pdf: TaggedPdf, letter: AccountLetter, sender: InvoiceSender): number {
  const { name, addressLines, town, postcode } = letter.organisation;
  drawSender(pdf, sender);
  drawAddress(pdf, [name, ...addressLines, town, postcode]);
  let y = pdf.text(pdf.root, 'H1', letter.title, { x: PAGE.left, y: 206, size: 22, bold: true, width: WIDTH });
  y = pdf.text(pdf.root, 'P', letter.lead, { x: PAGE.left, y: y + 2, size: 13, bold: true, width: WIDTH });
  y = drawPairs(pdf, letter.facts, y + 10) + 8;
  for (const words of letter.words) {
    y = pdf.text(pdf.root, 'P', words, { x: PAGE.left, y, size: 9.5, width: WIDTH, wraps: true }) + 4;
  }
  return drawHeading(pdf, letter.table.heading, y + 10);
}

/** The rows of each page: as many on the first as fit under its head, and as many on every other as fit on it. */
function pagesOf({ table }: AccountLetter, begins: number): LetterRow[][] {
  const room = (from: number): number => Math.floor((BOTTOM - from - ROW_HEIGHT) / ROW_HEIGHT);
  const pages = [table.rows.slice(0, Math.max(room(begins), 0))];
  const onOthers = room(TOP);
  for (let at = pages[0]?.length ?? 0; at < table.rows.length; at += onOthers) {
    pages.push(table.rows.slice(at, at + onOthers));
  }
  return pages;
}

function columnsOf({ table }: AccountLetter): TableColumn[] {
  let x = PAGE.left;
  return table.columns.map(({ width, right = false }) => {
    const column = { x, width, right };
    x += width;
    return column;
  });
}

function headerRow({ table }: AccountLetter, columns: readonly TableColumn[], y: number): TableRow {
  const cells = table.columns.map(({ name }) => ({ text: name, names: 'column' as const }));
  return { y, height: ROW_HEIGHT, size: SIZE, columns, cells, look: 'ruled-strong' };
}

function tableRow(row: LetterRow, columns: readonly TableColumn[], y: number): TableRow {
  const cells = row.cells.map((text, index) => ({
    text,
    bold: row.isSum === true,
    ...(index === 0 && { names: 'row' as const }),
  }));
  return { y, height: ROW_HEIGHT, size: SIZE, columns, cells, look: 'ruled' };
}
