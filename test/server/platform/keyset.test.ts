import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../../../server/platform/domain-error.ts';
import { cutPage, decodeCursor, encodeCursor } from '../../../server/platform/keyset.ts';

const Shape = z.tuple([z.string(), z.int()]);
const refusalOf = (cursor: string) => {
  try {
    return decodeCursor(cursor, Shape);
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

test('a cursor gives back the sort values it was made of, and fits a URL', () => {
  const value = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.maxSafeInteger());
  fc.assert(
    fc.property(value, (values) => {
      const cursor = encodeCursor(values);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(decodeCursor(cursor, Shape)).toEqual(values);
    }),
  );
});

test('whatever is sent as a cursor is either of the right shape or refused as STALE_CURSOR', () => {
  const anyJson = fc.json().map((text) => Buffer.from(text).toString('base64url'));
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary-ascii', maxLength: 80 }), anyJson), (text) => {
      const answer = refusalOf(text);
      expect(answer === 'STALE_CURSOR' || Shape.safeParse(answer).success).toBe(true);
    }),
  );
});

test.each([
  ['of a list with other sort values', encodeCursor([7, 'name'])],
  ['with a value too few', encodeCursor(['name'])],
  ['with a value too many', encodeCursor(['name', 7, 7])],
  ['with a fraction for an id', encodeCursor(['name', 7.5])],
  ['that is not a list', Buffer.from('{"0":"name","1":7}').toString('base64url')],
  ['cut short', encodeCursor(['name', 7]).slice(0, -3)],
  ['that is empty', ''],
  ['of nothing', Buffer.from('null').toString('base64url')],
])('a cursor %s is refused', (_what, cursor) => {
  expect(refusalOf(cursor)).toBe('STALE_CURSOR');
});

const page = (rows: readonly number[], limit: number) =>
  cutPage(
    rows,
    limit,
    (row) => `row ${row}`,
    (row) => [row],
  );

test('the row beyond the limit is not shown; the cursor stands on the last one that is', () => {
  expect(page([1, 2, 3], 2)).toEqual({ rows: ['row 1', 'row 2'], nextCursor: encodeCursor([2]) });
});

test('a page that is just full, short or empty is the last one', () => {
  expect(page([1, 2], 2)).toEqual({ rows: ['row 1', 'row 2'], nextCursor: null });
  expect(page([1], 2)).toEqual({ rows: ['row 1'], nextCursor: null });
  expect(page([], 2)).toEqual({ rows: [], nextCursor: null });
});
