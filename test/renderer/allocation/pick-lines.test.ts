import { describe, expect, test } from 'vitest';
import { spreadOverPicked, togglePicked } from '../../../renderer/allocation/pick-lines.ts';
import { pence } from '../../../shared/money.ts';

const LINES = [9200, 4600, 2300].map((outstanding, at) => ({ lineId: at + 1, outstanding: pence(outstanding) }));
const spread = (picked: number[], amount: number) => spreadOverPicked(LINES, new Set(picked), pence(amount));

describe('an amount over the lines that are ticked', () => {
  test('fills each before the next, in the order they are listed, whatever order they were ticked in', () => {
    expect(spread([3, 2], 5000)).toEqual({
      shares: [
        { lineId: 2, amount: 4600 },
        { lineId: 3, amount: 400 },
      ],
      left: 0,
    });
  });

  test('leaves what finds no line, and gives a line that nothing reaches no share', () => {
    expect(spread([3], 5000)).toEqual({ shares: [{ lineId: 3, amount: 2300 }], left: 2700 });
    expect(spread([1, 2], 9200)).toEqual({ shares: [{ lineId: 1, amount: 9200 }], left: 0 });
    expect(spread([], 100)).toEqual({ shares: [], left: 100 });
  });

  test('a tick is added and taken out, and what was there stays as it is', () => {
    const before = new Set([1]);
    expect([...togglePicked(before, 2, true)]).toEqual([1, 2]);
    expect([...togglePicked(before, 1, false)]).toEqual([]);
    expect([...before]).toEqual([1]);
  });
});
