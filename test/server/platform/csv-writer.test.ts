import { text } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitRecord } from '../../../server/platform/csv-record.ts';
import { csvCell, streamCsv } from '../../../server/platform/csv-writer.ts';

describe('a cell', () => {
  test.each([
    ['=1+1', `'=1+1`],
    ['+44', `'+44`],
    ['-5', `'-5`],
    ['@sum', `'@sum`],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ['Smith, Jones', '"Smith, Jones"'],
    ['M-1234', 'M-1234'],
    [-5, '-5'],
    [null, ''],
  ])('%s is written %s', (value, written) => {
    expect(csvCell(value)).toBe(written);
  });

  test('is read back as it was, but that no text begins as a formula does', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (cells) => {
        const plain = cells.map((cell) => cell.replaceAll(/[\r\n]/g, ' '));
        const read = splitRecord(plain.map(csvCell).join(',')) ?? [];
        expect(read).toEqual(plain.map((cell) => (/^[=+@\t-]/.test(cell) ? `'${cell}` : cell)));
      }),
    );
  });
});

test('a list is read one page at a time, as fast as its reader takes it, and each row once', async () => {
  const asked: (string | null)[] = [];
  const file = streamCsv<number>({
    header: ['n'],
    cells: (n) => [n],
    page: async (cursor) => {
      asked.push(cursor);
      const from = Number(cursor ?? 0);
      return { rows: [from, from + 1], nextCursor: from >= 4 ? null : String(from + 2) };
    },
  });
  expect(asked).toEqual([]);
  // Reading it as text takes the mark off that it begins with.
  expect(await text(file)).toBe('n\r\n0\r\n1\r\n2\r\n3\r\n4\r\n5\r\n');
  expect(asked).toEqual([null, '2', '4']);
});
