import { Readable } from 'node:stream';

/** A spreadsheet runs what begins so as a formula; text that begins so must stay text. */
const RUNS_AS_FORMULA = /^[=+@\t\r-]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** One cell of comma-separated values, by RFC 4180. A number stays a number; text never becomes a formula. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = RUNS_AS_FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A list that is read page by page and written as a file. */
export interface CsvList<Row> {
  readonly header: readonly string[];
  readonly cells: (row: Row) => readonly (string | number | null)[];
  readonly page: (
    cursor: string | null,
  ) => Promise<{ readonly rows: readonly Row[]; readonly nextCursor: string | null }>;
}

/** Begins with the mark by which spreadsheets know UTF-8. */
const UTF8_MARK = '\uFEFF';

/** The whole list as a stream, one page in memory at a time. A fault of the database breaks the stream off. */
export function streamCsv<Row>(list: CsvList<Row>): Readable {
  return Readable.from(lines(list), { objectMode: false });
}

async function* lines<Row>({ header, cells, page }: CsvList<Row>): AsyncGenerator<string> {
  yield `${UTF8_MARK}${header.map(csvCell).join(',')}\r\n`;
  let cursor: string | null = null;
  do {
    const { rows, nextCursor }: Awaited<ReturnType<CsvList<Row>['page']>> = await page(cursor);
    if (rows.length > 0) yield rows.map((row) => `${cells(row).map(csvCell).join(',')}\r\n`).join('');
    cursor = nextCursor;
  } while (cursor !== null);
}
