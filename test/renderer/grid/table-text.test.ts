import { describe, expect, test } from 'vitest';
import { newOnTop } from '../../../renderer/grid/new-on-top.ts';
import { tableText } from '../../../renderer/grid/table-text.ts';

describe('tableText', () => {
  test('is lines of cells with tabs between', () => {
    expect(
      tableText([
        ['Reference', 'Owes'],
        ['ORG104233K', '£1,472.00'],
      ]),
    ).toBe('Reference\tOwes\nORG104233K\t£1,472.00');
  });

  test('a tab or a line break inside a cell does not make another cell', () => {
    expect(tableText([['Ashworth\t& Pike\r\nSolicitors']])).toBe('Ashworth & Pike Solicitors');
  });

  test.each(['=HYPERLINK("x")', '+1+1', '-2+3', '@SUM(A1)'])('%s stays text in a spreadsheet', (text) => {
    expect(tableText([[text]])).toBe(`'${text}`);
  });
});

describe('newOnTop', () => {
  test.each([
    { latest: ['c', 'b', 'a'], shown: ['b', 'a'], count: 1 },
    { latest: ['b', 'a'], shown: ['b', 'a'], count: 0 },
    { latest: ['z', 'y'], shown: ['b', 'a'], count: 2 },
    { latest: [], shown: ['a'], count: 0 },
  ])('$latest over $shown: $count new', ({ latest, shown, count }) => {
    expect(newOnTop(latest, shown)).toBe(count);
  });
});
