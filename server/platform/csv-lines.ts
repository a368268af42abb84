import { isUtf8 } from 'node:buffer';

/** One line of a text file: its text, or why it has none. Lines are counted from 1; an empty one has the text ''. */
export interface TextLine {
  readonly number: number;
  readonly text: string | null;
  readonly fault: 'not-utf8' | 'too-long' | null;
}

/** What the first bytes of a file say it is. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-8-with-mark';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const MOST_LINE_BYTES = 4_096;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** UTF-16 shows by its mark, or by a NUL in every second byte, which no UTF-8 table has. */
export function sniffEncoding(start: Buffer): Encoding {
  if (start.subarray(0, 3).equals(UTF8_MARK)) return 'utf-8-with-mark';
  const [first, second] = start;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const nuls = start.subarray(0, 64).filter((byte) => byte === 0).length;
  return marked || nuls >= 16 ? 'utf-16' : 'utf-8';
}

/**
 * Cuts a stream of bytes into lines, some at a time. A line that is not UTF-8, or longer than 4,096 bytes, has a fault
 * of its own and spoils no other. Holds no more than one block and one line.
 */
export async function* readLines(blocks: AsyncIterable<Buffer>): AsyncGenerator<TextLine[]> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  let overlong = false;
  for await (const block of blocks) {
    const joined = rest.length === 0 ? block : Buffer.concat([rest, block]);
    const end = joined.lastIndexOf(LINE_FEED) + 1;
    const lines = end === 0 ? [] : cutLines(joined.subarray(0, end - 1), number, overlong);
    if (end > 0) overlong = false;
    number += lines.length;
    // Copied, so that the block it is part of can go.
    rest = Buffer.from(joined.subarray(end));
    if (rest.length > MOST_LINE_BYTES) {
      overlong = true;
      rest = Buffer.alloc(0);
    }
    if (lines.length > 0) yield lines;
  }
  if (overlong || rest.length > 0) yield cutLines(rest, number, overlong);
}

function cutLines(bytes: Buffer, before: number, firstIsOverlong: boolean): TextLine[] {
  const whole = isUtf8(bytes) ? bytes.toString('utf8').split('\n') : splitBytes(bytes);
  return whole.map((line, index) => {
    const number = before + index + 1;
    if ((index === 0 && firstIsOverlong) || line.length > MOST_LINE_BYTES) {
      return { number, text: null, fault: 'too-long' };
    }
    const text = typeof line === 'string' ? line : isUtf8(line) ? line.toString('utf8') : null;
    if (text === null) return { number, text, fault: 'not-utf8' };
    return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text, fault: null };
  });
}

function splitBytes(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (;;) {
    const end = bytes.indexOf(LINE_FEED, from);
    if (end === -1) break;
    lines.push(bytes.subarray(from, end));
    from = end + 1;
  }
  lines.push(bytes.subarray(from));
  return lines;
}

/** True when lines end in a lone carriage return, as on very old machines. */
export function endsInReturns(start: Buffer): boolean {
  return start.includes(RETURN) && !start.includes(LINE_FEED);
}
