import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDate, readInstant, readInstantOrNull, selectOne, selectRows } from '../../../server/platform/rows.ts';
import { openBooks, type Books } from '../../support/books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const HOSTILE = [
  `'; drop table organisation; --`,
  `' or '1'='1`,
  '$1 $2 ?',
  String.raw`\'; select 1 --`,
  '"quoted" and `ticked`',
  '100% _under_ \\ back',
  '\u202Eright to left\u202C',
  '${name} {{name}} %s',
  'ügly – naïve 𝒜 한글 ',
  '/* ? */ -- ?',
];

describe('parameters', () => {
  test('each ? stands for one parameter, in the order they are written', async () => {
    const rows = await selectRows(books.orm.em, 'select ?::int as a, ?::text as b, ?::boolean as c, ?::text as d', [
      7,
      'seven',
      true,
      null,
    ]);
    expect(rows).toEqual([{ a: 7, b: 'seven', c: true, d: null }]);
  });

  test('more than nine are still told apart', async () => {
    const values = Array.from({ length: 25 }, (_, index) => index + 100);
    const columns = values.map((value) => `?::int as n${value}`).join(', ');
    const expected = Object.fromEntries(values.map((value) => [`n${value}`, value]));
    expect(await selectRows(books.orm.em, `select ${columns}`, values)).toEqual([expected]);
  });

  test.each(HOSTILE)('hostile text comes back as it went, and does nothing: %s', async (text) => {
    const rows = await selectRows(books.orm.em, 'select ?::text as text, ? = ? as same, ?::text as after', [
      text,
      text,
      text,
      'after',
    ]);
    expect(rows).toEqual([{ text, same: true, after: 'after' }]);
    expect(await selectRows(books.orm.em, 'select id from organisation where name = ?', [text])).toEqual([]);
    expect(await selectOne(books.orm.em, `select to_regclass('organisation')::text as still_there`)).toEqual({
      still_there: 'organisation',
    });
  });

  test('a ? that no value is given for is refused, not read as nothing', async () => {
    await expect(selectRows(books.orm.em, 'select ?::int as a, ?::int as b', [1])).rejects.toMatchObject({
      code: '08P01',
    });
  });
});

describe('values', () => {
  test('amounts and ids are exact numbers, days are text, and no Date is made of them', async () => {
    const row = await selectOne(
      books.orm.em,
      `select 9007199254740991::bigint as most, -5::bigint as less, date '2026-03-31' as day, array['a', 'b'] as words`,
    );
    expect(row).toEqual({ most: 9_007_199_254_740_991, less: -5, day: '2026-03-31', words: ['a', 'b'] });
  });

  test('an integer that a number cannot hold exactly is an error, never a nearby number', async () => {
    await expect(selectRows(books.orm.em, 'select 9007199254740993::bigint as n')).rejects.toThrow(/too large/);
  });

  test('instants are texts in UTC whatever the clocks show in London', async () => {
    const row = await selectOne<{ summer: string }>(
      books.orm.em,
      `select '2026-07-01 10:00:00+01'::timestamptz as summer`,
    );
    expect(readInstant(row.summer)).toBe('2026-07-01T09:00:00.000Z');
  });

  test('the row that must exist is missed loudly', async () => {
    await expect(selectOne(books.orm.em, 'select 1 as one where false')).rejects.toThrow(/answered none/);
  });
});

describe('readDate', () => {
  test.each([
    ['2026-11-24 10:00:00+00', '2026-11-24T10:00:00.000Z'],
    ['2026-11-24 10:00:00.5+00', '2026-11-24T10:00:00.500Z'],
    ['2026-11-24 10:00:00.123456+00', '2026-11-24T10:00:00.123Z'],
    ['2026-11-24 10:00:00+00:00', '2026-11-24T10:00:00.000Z'],
    ['2026-11-24T10:00:00.123+00:00', '2026-11-24T10:00:00.123Z'],
  ])('%s is %s', (text, expected) => {
    expect(readDate(text).toISOString()).toBe(expected);
  });

  test.each(['', 'infinity', '-infinity', '2026-11-24 10:00:00+01', '2026-11-24 10:00:00-05:30', 'yesterday'])(
    '%s is refused',
    (text) => {
      expect(() => readDate(text)).toThrow('Not a UTC timestamp');
    },
  );

  test('null stays null', () => {
    expect(readInstantOrNull(null)).toBeNull();
  });
});
