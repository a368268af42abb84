import { describe, expect, test } from 'vitest';
import { readAmountEntry } from '../../renderer/payments/amount-entry.ts';

describe('what is typed as the amount to take', () => {
  test.each(['', ' ', '\t'])('nothing (%j) means all that is due', (text) => {
    expect(readAmountEntry(text)).toEqual({ kind: 'all' });
  });

  test.each([
    ['92', 9_200],
    ['92.50', 9_250],
    [' £1,234.05 ', 123_405],
    ['0.01', 1],
  ])('%j is a part of %i pence', (text, amount) => {
    expect(readAmountEntry(text)).toEqual({ kind: 'part', amount });
  });

  test.each(['92.', '92.5', '1,23', 'ninety', '9 2', '£'])('%j is put right in words, with an example', (text) => {
    const entry = readAmountEntry(text);
    expect(entry.kind === 'wrong' && entry.sentence).toBe('Enter pounds, or pounds and pence, like 92 or 92.50.');
  });

  test.each(['0', '0.00', '-5', '-£5.00'])('%j is not an amount to take', (text) => {
    const entry = readAmountEntry(text);
    expect(entry.kind === 'wrong' && entry.sentence).toMatch(/at least 1 penny/);
  });

  test.each(['4242424242424242', '4242 4242 4242 4242'])(
    'a card number is refused as such, and not repeated',
    (text) => {
      const entry = readAmountEntry(text);
      expect(entry).toMatchObject({ kind: 'wrong', isCardNumber: true });
      expect(entry.kind === 'wrong' && /[0-9]/.test(entry.sentence)).toBe(false);
    },
  );
});
