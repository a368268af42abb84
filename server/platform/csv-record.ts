const QUOTE = '"';

/**
 * The cells of one line of comma-separated values, as RFC 4180 writes them, but that no cell may hold a line break, so
 * that a quote out of place spoils its own line and no other. Undefined when the quotes do not match.
 */
export function splitRecord(line: string, separator = ','): string[] | undefined {
  if (!line.includes(QUOTE)) return line.split(separator);
  const cells: string[] = [];
  for (let at = 0; ; at += 1) {
    const cell = line[at] === QUOTE ? quotedCell(line, at) : plainCell(line, at, separator);
    if (cell === undefined) return undefined;
    cells.push(cell.text);
    at = cell.end;
    if (at === line.length) return cells;
    if (line[at] !== separator) return undefined;
  }
}

interface Cell {
  readonly text: string;
  /** Place of what comes after it: a separator, or the end of the line. */
  readonly end: number;
}

function plainCell(line: string, from: number, separator: string): Cell | undefined {
  const next = line.indexOf(separator, from);
  const end = next === -1 ? line.length : next;
  const text = line.slice(from, end);
  return text.includes(QUOTE) ? undefined : { text, end };
}

function quotedCell(line: string, from: number): Cell | undefined {
  let text = '';
  for (let at = from + 1; ;) {
    const quote = line.indexOf(QUOTE, at);
    if (quote === -1) return undefined;
    text += line.slice(at, quote);
    if (line[quote + 1] !== QUOTE) return { text, end: quote + 1 };
    text += QUOTE;
    at = quote + 2;
  }
}
