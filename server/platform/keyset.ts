import { z } from 'zod';
import { DomainError } from './domain-error.ts';

/**
 * A place in an ordered list: the sort values of its last row. Opaque to the page; parsed, never trusted.
 */
export function encodeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of a cursor in the shape the list expects; STALE_CURSOR when it is of another list or tampered with. */
export function decodeCursor<Shape extends z.ZodType>(cursor: string, shape: Shape): z.infer<Shape> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (cause) {
    throw new DomainError('STALE_CURSOR', {}, { cause });
  }
  const parsed = shape.safeParse(value);
  if (!parsed.success) throw new DomainError('STALE_CURSOR');
  return parsed.data;
}

/** Cuts `limit + 1` rows read from the database into a page; the extra row only tells that there is more. */
export function cutPage<Row, Out>(
  rows: readonly Row[],
  limit: number,
  toRow: (row: Row) => Out,
  toCursor: (row: Row) => readonly (string | number)[],
): { rows: Out[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page.map(toRow), nextCursor: more ? encodeCursor(toCursor(last)) : null };
}
