import { PAGE, type TableColumn, type TaggedPdf } from './tagged-pdf.ts';

/** Width between the margins, in points. */
export const WIDTH = PAGE.right - PAGE.left;

const FACT_COLUMNS: readonly TableColumn[] = [
  { x: PAGE.left, width: 150 },
  { x: PAGE.left + 150, width: WIDTH - 150 },
];

/** Rows of a name and a value. Answers the y under them. */
export function drawPairs(pdf: TaggedPdf, pairs: readonly (readonly [string, string])[], from: number): number {
  const table = pdf.table(pdf.root);
  let y = from;
  for (const [name, value] of pairs) {
    const cells = [{ text: name, names: 'row' as const }, { text: value }];
    pdf.row(table, { y, height: 15, size: 9.5, columns: FACT_COLUMNS, cells, look: 'ruled' });
    y += 15;
  }
  table.end();
  return y;
}

/** A heading of the second level. Answers the y under it. */
export function drawHeading(pdf: TaggedPdf, text: string, y: number): number {
  return pdf.text(pdf.root, 'H2', text, { x: PAGE.left, y, size: 13, bold: true, width: WIDTH }) + 3;
}
