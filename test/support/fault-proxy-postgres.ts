import type { Cutter } from './fault-proxy.ts';

/** One statement on its way to PostgreSQL. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | null)[];
  /** The statements before it in the same transaction, oldest first; empty outside one. */
  readonly before: readonly Statement[];
}

const SAYS_STARTUP = 0;
/** Messages that wait for a Sync or Flush before PostgreSQL answers: Parse, Bind, Describe, Execute, Close. */
const WAITS = 'PBDEC';

/** Reads PostgreSQL's protocol as the `pg` driver speaks it, without encryption: one message for each statement. */
export function postgresCutter(): Cutter<Statement> {
  let rest = Buffer.alloc(0);
  let started = false;
  let parts: Buffer[] = [];
  let transaction: Statement[] = [];
  const nextPart = (): Buffer | undefined => {
    const header = started ? 1 : SAYS_STARTUP;
    if (rest.length < header + 4) return undefined;
    const length = header + rest.readInt32BE(header);
    if (rest.length < length) return undefined;
    const part = rest.subarray(0, length);
    rest = rest.subarray(length);
    return part;
  };
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const whole: { message: Statement; bytes: Buffer }[] = [];
    for (let part = nextPart(); part !== undefined; part = nextPart()) {
      parts.push(part);
      if (started && WAITS.includes(String.fromCharCode(part[0] ?? 0))) continue;
      const message: Statement = { ...(started ? readParts(parts) : NOTHING_SAID), before: transaction };
      started = true;
      transaction = follow(transaction, message);
      whole.push({ message, bytes: Buffer.concat(parts) });
      parts = [];
    }
    return whole;
  };
}

const NOTHING_SAID = { sql: '', values: [] };

/** True for a statement that ends the running transaction by keeping it. */
export function isCommit({ sql }: Statement): boolean {
  return /^commit\b/i.test(sql);
}

function follow(transaction: Statement[], statement: Statement): Statement[] {
  if (/^(begin|start transaction)\b/i.test(statement.sql)) return [statement];
  if (isCommit(statement) || /^rollback\s*;?$/i.test(statement.sql)) return [];
  return transaction.length === 0 || statement.sql === '' ? transaction : [...transaction, statement];
}

function readParts(parts: readonly Buffer[]): { sql: string; values: (string | null)[] } {
  let sql = '';
  let values: (string | null)[] = [];
  for (const part of parts) {
    const kind = String.fromCharCode(part[0] ?? 0);
    if (kind === 'Q') sql = textAt(part, 5).text;
    if (kind === 'P') sql = textAt(part, textAt(part, 5).end).text;
    if (kind === 'B') values = readBind(part);
  }
  return { sql, values };
}

function textAt(part: Buffer, start: number): { text: string; end: number } {
  const end = part.indexOf(0, start);
  return { text: part.toString('utf8', start, end), end: end + 1 };
}

function readBind(part: Buffer): (string | null)[] {
  let at = textAt(part, textAt(part, 5).end).end;
  const formats = part.readInt16BE(at);
  at += 2 + formats * 2;
  const count = part.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, () => {
    const length = part.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    const value = part.toString('utf8', at, at + length);
    at += length;
    return value;
  });
}
