import { z } from 'zod';
import { DomainError } from './domain-error.ts';

const MOST_INTEGER = 2_147_483_647;

/** An id of a cursor, as PostgreSQL's `integer` holds one: what it would refuse is refused here. */
export const CursorId = z.int().min(0).max(MOST_INTEGER);

/** A sort value of a cursor that is text. */
export const CursorText = z.string().refine((text) => !text.includes('\0'));

/** A sort value of a cursor that is an instant, to the microsecond; PostgreSQL has no year 0. */
export const CursorInstant = z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith('0000'));

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
