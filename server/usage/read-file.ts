import { endsInReturns, readLines, sniffEncoding, type TextLine } from '../platform/csv-lines.ts';
import { londonDay } from '../../shared/local-date.ts';
import { readHeader } from './file-columns.ts';
import { FileRefused } from './file-refused.ts';
import { refusedRow } from './read-events.ts';
import { readFileRow, type RowRules } from './read-file-row.ts';
import type { NewRegistration, RowResult } from './registration-facts.ts';

/** Some rows of a file, in its order. */
export interface FileRows {
  readonly registrations: readonly NewRegistration[];
  readonly refused: readonly RowResult[];
}

const ROWS_AT_A_TIME = 1_000;
const MOST_ROWS = 5_000_000;
const UTF8_MARK_BYTES = 3;

/**
 * Reads a file of registrations as it streams by, some hundred rows at a time. Row numbers are the line numbers an
 * editor shows. FileRefused when it is no such file, or holds a card number.
 */
export async function* readFile(
  blocks: AsyncIterable<Buffer>,
  when: { readonly now: Date; readonly receivedAt: string },
): AsyncGenerator<FileRows> {
  let rules: RowRules | undefined;
  let count = 0;
  for await (const lines of readLines(fromFirstByte(blocks))) {
    rules ??= rulesBy(lines.shift(), when);
    for (const some of inGroups(lines)) {
      const rows = readRows(some, rules);
      count += rows.registrations.length + rows.refused.length;
      if (count > MOST_ROWS) throw new FileRefused('FILE_TOO_MANY_ROWS', { most: MOST_ROWS.toLocaleString('en-GB') });
      yield rows;
    }
  }
  if (count === 0) throw new FileRefused('FILE_HAS_NO_ROWS');
}

function rulesBy(first: TextLine | undefined, when: { readonly now: Date; readonly receivedAt: string }): RowRules {
  if (first?.text === undefined || first.text === null) throw new FileRefused('FILE_NOT_UTF8');
  return { layout: readHeader(first.text), today: londonDay(when.now), receivedAt: when.receivedAt };
}

function inGroups(lines: readonly TextLine[]): TextLine[][] {
  const groups = Math.ceil(lines.length / ROWS_AT_A_TIME);
  return Array.from({ length: groups }, (_, n) => lines.slice(n * ROWS_AT_A_TIME, (n + 1) * ROWS_AT_A_TIME));
}

function readRows(lines: readonly TextLine[], rules: RowRules): FileRows {
  const registrations: NewRegistration[] = [];
  const refused: RowResult[] = [];
  for (const line of lines) {
    const row = readFileRow(line, rules);
    if (row.kind === 'card-number') throw new FileRefused('FILE_HOLDS_CARD_NUMBER', { line: line.number });
    if (row.kind === 'registration') registrations.push(row.registration);
    if (row.kind === 'refused') refused.push(refusedRow(line.number, row.refusal, row.lpaReference));
  }
  return { registrations, refused };
}

/** Looks at how the file begins, and takes off the mark that some programs put there. */
async function* fromFirstByte(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun = false;
  for await (const block of blocks) {
    if (begun) {
      yield block;
      continue;
    }
    begun = true;
    const encoding = sniffEncoding(block);
    if (encoding === 'utf-16') throw new FileRefused('FILE_UTF16');
    if (endsInReturns(block)) throw new FileRefused('FILE_LINE_ENDS_WRONG');
    yield encoding === 'utf-8-with-mark' ? block.subarray(UTF8_MARK_BYTES) : block;
  }
}
