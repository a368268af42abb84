import type { AttachedFile, FileRefusal, LineRefusal } from '../../shared/contracts/receipts.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { readAttachedLines, type AttachedLine } from './attached-lines.ts';
import {
  CARD_FILE_COLUMNS,
  cardFileDay,
  dayOfCardTime,
  isOrderCode,
  parseCardFileAmount,
  type CardFileLine,
} from './card-file-text.ts';

type Column = (typeof CARD_FILE_COLUMNS)[number];

/** A line with its place in the file, the header being line 1. */
export interface PlacedCardLine extends CardFileLine {
  readonly line: number;
  readonly day: LocalDate;
}

export type ReadCardFile =
  | { readonly day: LocalDate; readonly lines: readonly PlacedCardLine[] }
  | { readonly refusal: FileRefusal; readonly line: number | null; readonly lineRefusal: LineRefusal | null };

/**
 * Reads a daily card file. It comes from a system, so one line that cannot be read refuses the whole; equal lines are
 * separate payments. Payments of the days before the file's own are legal, of the days after are not.
 */
export async function readCardFile({ name, bytes }: AttachedFile): Promise<ReadCardFile> {
  const day = cardFileDay(name);
  if (day === undefined) return { refusal: 'wrong-name', line: null, lineRefusal: null };
  const { refusal, lines } = await readAttachedLines(Buffer.from(bytes, 'base64'), CARD_FILE_COLUMNS);
  if (refusal !== null) return { refusal, line: null, lineRefusal: null };
  const read: PlacedCardLine[] = [];
  for (const line of lines) {
    const one = readLine(line, day);
    if (typeof one === 'string') return { refusal: 'lines-refused', line: line.line, lineRefusal: one };
    read.push(one);
  }
  return { day, lines: read };
}

function readLine({ line, cells, refusal }: AttachedLine<Column>, fileDay: LocalDate): PlacedCardLine | LineRefusal {
  if (cells === null) return refusal ?? 'wrong-cells';
  const { Ordercode: orderCode, Date: paidAt } = cells;
  if (!isOrderCode(orderCode)) return 'not-a-reference';
  const day = dayOfCardTime(paidAt);
  if (day === undefined) return 'not-a-time';
  if (day > fileDay) return 'after-the-file';
  const amount = parseCardFileAmount(cells.Amount);
  if (amount === undefined) return 'not-an-amount';
  return amount > 0 ? { line, orderCode, paidAt, day, amount } : 'not-more-than-nothing';
}
