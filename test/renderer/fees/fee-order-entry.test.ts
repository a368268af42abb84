import { describe, expect, test } from 'vitest';
import { EMPTY_ENTRY, readEntry, type FeeOrderEntry } from '../../../renderer/fees/fee-order-entry.ts';
import { differenceWords } from '../../../renderer/fees/fee-order-words.ts';
import { pence } from '../../../shared/money.ts';

const TYPED: FeeOrderEntry = {
  title: ' The Public Guardian (Fees) Order 2027 ',
  citation: 'S.I. 2027/1',
  effectiveFrom: '2027-04-01',
  ...{ full: '98', half: '£49.00', repeat: '49', quarter: '24.50' },
};

describe('an Order as typed', () => {
  test('is read in pence and days', () => {
    expect(readEntry(TYPED)).toEqual({
      problems: null,
      content: {
        title: 'The Public Guardian (Fees) Order 2027',
        citation: 'S.I. 2027/1',
        effectiveFrom: '2027-04-01',
        prices: { full: 9800, half: 4900, repeat: 4900, quarter: 2450 },
      },
    });
  });

  test('with nothing in it has a problem at every field', () => {
    expect(Object.keys(readEntry(EMPTY_ENTRY).problems ?? {})).toEqual(
      expect.arrayContaining(['title', 'citation', 'effectiveFrom', 'full', 'half', 'repeat', 'quarter']),
    );
  });

  test.each(['0', '-5', '92.5', '92.555', 'ninety', ''])('with a price of %j is not read', (full) => {
    expect(Object.keys(readEntry({ ...TYPED, full }).problems ?? {})).toEqual(['full']);
  });

  test('with a card number in its title is not read', () => {
    expect(readEntry({ ...TYPED, title: '4444 3333 2222 1111' }).problems?.title).toContain('card number');
  });
});

test('a difference is said in words', () => {
  expect([differenceWords(pence(600)), differenceWords(pence(-600)), differenceWords(pence(0))]).toEqual([
    ...['£6.00 more', '£6.00 less', 'No change'],
  ]);
});
