import { createRequire } from 'node:module';
import type Pdf from 'pdfkit';

type Document = InstanceType<typeof Pdf>;
type Element = PDFKit.PDFStructureElement;

/** Millimetres in points. */
export function mm(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

/** A4, in points. Nothing is printed nearer to an edge than the printer of letters allows: 15 mm at the sides. */
export const PAGE = { width: 595.28, height: 841.89, left: mm(15), right: 595.28 - mm(15) };

const INK = '#0b0c0c';
const RULE = '#b1b4b6';
const BAND = '#f3f2f1';

/** The library knows this standard of accessible files; its type definitions do not yet. */
const ACCESSIBLE: object = { subset: 'PDF/UA' };

const load = createRequire(import.meta.url);
/** When the first PDF is made, as it takes a tenth of the server's memory. */
const pdfkit = (): typeof Pdf => load('pdfkit') as typeof Pdf;
const fontFile = (name: string): string => load.resolve(`@expo-google-fonts/noto-sans/${name}.ttf`);
/** By their files' own paths: the library keeps a font it was given so, and reads one with another name anew each time. */
const FONTS = { regular: fontFile('400Regular/NotoSans_400Regular'), bold: fontFile('700Bold/NotoSans_700Bold') };

export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold?: boolean;
  /** Width that the text has; what does not fit ends in an ellipsis, or is set in more lines where `wraps`. */
  readonly width: number;
  readonly right?: boolean;
  readonly wraps?: boolean;
}

export interface TableColumn {
  readonly x: number;
  readonly width: number;
  readonly right?: boolean;
}

/** A cell of a row: its text, and whether it names its column or its row. */
export interface TableCell {
  readonly text: string;
  readonly names?: 'column' | 'row';
  readonly bold?: boolean;
  readonly spans?: number;
}

export interface TableRow {
  readonly y: number;
  readonly height: number;
  readonly size: number;
  readonly columns: readonly TableColumn[];
  readonly cells: readonly TableCell[];
  /** A grey band behind the row, or a line under it. */
  readonly look?: 'band' | 'ruled' | 'ruled-strong';
}

/**
 * A PDF whose every text is tagged with what it is, so that a screen reader can follow it (PDF/UA): language, title,
 * headings, tables with header cells; what is only there for the eye is marked as such. Its bytes depend on what is
 * put into it and on nothing else.
 */
export interface TaggedPdf {
  readonly root: Element;
  addPage(): void;
  /** Text under `parent`, tagged as `tag` (P, H1, H2, H3). Answers the y under it. */
  text(parent: Element, tag: string, text: string, place: TextPlace): number;
  /** Text that repeats what is said elsewhere; screen readers pass over it. */
  artifact(text: string, place: TextPlace): void;
  table(parent: Element): Element;
  row(table: Element, row: TableRow): void;
  /** As `row`, for headers that are repeated on each page. */
  artifactRow(row: TableRow): void;
  rule(y: number): void;
  /** What is finished so far, to be handed on. */
  takeBytes(): Buffer[];
  /** Ends the file and answers the rest of it. */
  end(): Promise<Buffer[]>;
}

/** Begins a PDF. `at` is the moment it says it was made. */
export function beginTaggedPdf(facts: {
  readonly title: string;
  readonly author: string;
  readonly at: Date;
}): TaggedPdf {
  const doc = new (pdfkit())({
    ...{ size: 'A4', margin: 0, autoFirstPage: false, compress: true, font: FONTS.regular },
    ...{ pdfVersion: '1.7', tagged: true, lang: 'en-GB', displayTitle: true },
    ...ACCESSIBLE,
    info: {
      Title: facts.title,
      Author: facts.author,
      CreationDate: facts.at,
      Producer: 'Counterfoil',
      Creator: 'Counterfoil',
    },
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  const add = (parent: Element, tag: string, draw: () => void, options = {}): Element => {
    const element = doc.struct(tag, options, [draw]);
    parent.add(element);
    return element;
  };
  const asArtifact = (type: 'Pagination' | 'Layout', draw: () => void): void => {
    doc.markContent('Artifact', { type });
    draw();
    doc.endMarkedContent();
  };
  return {
    root,
    addPage: () => void doc.addPage(),
    text: (parent, tag, text, place) => {
      let under = place.y;
      add(parent, tag, () => {
        under = draw(doc, text, place);
      });
      return under;
    },
    artifact: (text, place) => asArtifact('Pagination', () => void draw(doc, text, place)),
    table: (parent) => {
      const table = doc.struct('Table');
      parent.add(table);
      return table;
    },
    row: (table, row) => {
      asArtifact('Layout', () => decorate(doc, row));
      const tr = doc.struct('TR');
      table.add(tr);
      eachCell(row, (cell, place) => {
        const scope = scopeOf(cell);
        const element = doc.struct(cell.names === undefined ? 'TD' : 'TH', scope, [
          () => void draw(doc, cell.text, place),
        ]);
        if (cell.spans !== undefined) spanColumns(element, cell.spans);
        tr.add(element);
      });
      tr.end();
    },
    artifactRow: (row) =>
      asArtifact('Pagination', () => {
        decorate(doc, row);
        eachCell(row, (cell, place) => void draw(doc, cell.text, place));
      }),
    rule: (y) =>
      asArtifact('Layout', () => void doc.moveTo(PAGE.left, y).lineTo(PAGE.right, y).lineWidth(0.75).stroke(RULE)),
    takeBytes: () => takeBytes(doc),
    end: async () => {
      const ended = new Promise((resolve, reject) => doc.once('end', resolve).once('error', reject));
      const rest: Buffer[] = [];
      doc.on('data', (piece: Buffer) => rest.push(piece));
      root.end();
      doc.end();
      await ended;
      return rest;
    },
  };
}

function takeBytes(doc: Document): Buffer[] {
  const pieces: Buffer[] = [];
  for (let piece: unknown = doc.read(); piece !== null; piece = doc.read()) {
    if (Buffer.isBuffer(piece)) pieces.push(piece);
  }
  return pieces;
}

function eachCell(row: TableRow, take: (cell: TableCell, place: TextPlace) => void): void {
  let column = 0;
  for (const cell of row.cells) {
    const spanned = row.columns.slice(column, column + (cell.spans ?? 1));
    const [first] = spanned;
    if (first === undefined) throw new Error('A row has more cells than its table has columns');
    column += spanned.length;
    take(cell, {
      ...{ x: first.x, y: row.y + (row.height - row.size * 1.36) / 2, size: row.size },
      width: spanned.reduce((sum, { width }) => sum + width, 0),
      right: first.right ?? false,
      bold: cell.bold ?? cell.names !== undefined,
    });
  }
}

function decorate(doc: Document, { y, height, look }: TableRow): void {
  const width = PAGE.right - PAGE.left;
  if (look === 'band') doc.rect(PAGE.left, y, width, height).fill(BAND);
  if (look === 'ruled' || look === 'ruled-strong') {
    const strong = look === 'ruled-strong';
    doc.moveTo(PAGE.left, y + height).lineTo(PAGE.right, y + height);
    doc.lineWidth(strong ? 1.25 : 0.5).stroke(strong ? INK : RULE);
  }
}

function scopeOf({ names }: TableCell): object {
  if (names === undefined) return {};
  return { scope: names === 'column' ? 'Column' : 'Row' };
}

/** The library has no word for it: the element's attributes are added to before it is written. */
function spanColumns(element: Element, columns: number): void {
  const { data } = (element as Element & { readonly dictionary: { readonly data: { A?: object } } }).dictionary;
  data.A = { ...data.A, O: 'Table', ColSpan: columns };
}

/** Draws and answers the y under the text. */
function draw(doc: Document, text: string, place: TextPlace): number {
  doc
    .font(place.bold === true ? FONTS.bold : FONTS.regular)
    .fontSize(place.size)
    .fillColor(INK);
  if (place.wraps === true) {
    doc.text(text, place.x, place.y, { width: place.width, lineGap: 1 });
    return doc.y;
  }
  const fitting = fit(doc, text, place.width);
  const x = place.right === true ? place.x + place.width - doc.widthOfString(fitting) : place.x;
  doc.text(fitting, x, place.y, { lineBreak: false });
  return place.y + place.size * 1.36;
}

function fit(doc: Document, text: string, width: number): string {
  if (doc.widthOfString(text) <= width) return text;
  const signs = Array.from(text);
  while (signs.length > 0 && doc.widthOfString(`${signs.join('')}…`) > width) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}
