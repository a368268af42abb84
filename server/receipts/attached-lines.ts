import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { MOST_ADVICE_BYTES, type FileRefusal, type LineRefusal } from '../../shared/contracts/receipts.ts';
import { readLines, sniffEncoding, type TextLine } from '../platform/csv-lines.ts';
import { splitRecord } from '../platform/csv-record.ts';

const MOST_LINES = 2_000;

/** One line below the header: its cells by column, or why it has none. */
export interface AttachedLine<Column extends string> {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>> | null;
  readonly refusal: LineRefusal | null;
}

export type AttachedLines<Column extends string> =
  | { readonly refusal: FileRefusal; readonly lines: readonly [] }
  | { readonly refusal: null; readonly lines: readonly AttachedLine<Column>[] };

/**
 * Reads a small file of comma-separated values whose header names exactly these columns, in any order and any case.
 * A line that cannot be read says why and spoils no other; empty lines are passed over.
 *
 * What looks like a payment card number refuses the whole file, before anything of it is kept or shown.
 */
export async function readAttachedLines<Column extends string>(
  bytes: Buffer,
  columns: readonly Column[],
): Promise<AttachedLines<Column>> {
  if (bytes.length > MOST_ADVICE_BYTES) return refused('too-large');
  const encoding = sniffEncoding(bytes);
  if (encoding === 'utf-16') return refused('not-utf8');
  const [header, ...below] = await linesOf(encoding === 'utf-8-with-mark' ? bytes.subarray(3) : bytes);
  if (header === undefined) return refused('empty');
  if (header.fault === 'not-utf8') return refused('not-utf8');
  const order = headerOrder(header.text, columns);
  if (order === undefined) return refused('wrong-header');
  const filled = below.filter(({ text, fault }) => fault !== null || (text ?? '').trim() !== '');
  if (filled.length === 0) return refused('empty');
  if (filled.length > MOST_LINES) return refused('too-many-lines');
  if (filled.some(({ text }) => text !== null && lineHoldsCardNumber(text))) return refused('card-number');
  return { refusal: null, lines: filled.map((line) => toCells(line, order)) };
}

function refused(refusal: FileRefusal): { readonly refusal: FileRefusal; readonly lines: readonly [] } {
  return { refusal, lines: [] };
}

/** Cell by cell, so that a reference and the amount beside it are never read as one number. */
function lineHoldsCardNumber(text: string): boolean {
  return (splitRecord(text) ?? [text]).some(containsCardNumber);
}

async function linesOf(bytes: Buffer): Promise<TextLine[]> {
  async function* whole(): AsyncGenerator<Buffer> {
    yield bytes;
  }
  const lines: TextLine[] = [];
  for await (const some of readLines(whole())) lines.push(...some);
  return lines;
}

/** Column names in the order of the file; undefined when the header names any other, or one twice. */
function headerOrder<Column extends string>(text: string | null, columns: readonly Column[]): Column[] | undefined {
  const names = splitRecord(text ?? '')?.map((name) => name.trim().toLowerCase()) ?? [];
  const order = names.flatMap((name) => columns.filter((column) => column.toLowerCase() === name));
  const isExact = names.length === columns.length && new Set(order).size === columns.length;
  return isExact ? order : undefined;
}

function toCells<Column extends string>(line: TextLine, order: readonly Column[]): AttachedLine<Column> {
  const refuse = (refusal: LineRefusal) => ({ line: line.number, cells: null, refusal });
  if (line.fault !== null) return refuse(line.fault);
  const text = line.text ?? '';
  if (/\p{Cc}/u.test(text)) return refuse('control-character');
  const cells = splitRecord(text);
  if (cells === undefined || cells.length !== order.length) return refuse('wrong-cells');
  const byColumn = Object.fromEntries(order.map((column, at) => [column, (cells[at] ?? '').trim()]));
  return { line: line.number, cells: byColumn as Record<Column, string>, refusal: null };
}
