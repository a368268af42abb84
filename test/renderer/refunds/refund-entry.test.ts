import { describe, expect, test } from 'vitest';
import { refundProblems, refundRequest } from '../../../renderer/refunds/refund-entry.ts';
import { pence } from '../../../shared/money.ts';

const available = pence(9200);
const entry = { amount: '', reason: 'paid-twice', words: 'Paid twice' } as const;

describe('what is typed to ask for a refund', () => {
  test('an empty amount means all that can go back', () => {
    expect(refundRequest(entry, available)).toEqual({ amount: 9200, reason: 'paid-twice', words: 'Paid twice' });
  });

  test.each([
    ['92.01', 'No more than £92.00 can go back.'],
    ['0', 'Enter pounds, or pounds and pence, like 92 or 92.50.'],
    ['ninety', 'Enter pounds, or pounds and pence, like 92 or 92.50.'],
  ])('%s is put right before it is sent', (amount, sentence) => {
    expect(refundProblems({ ...entry, amount }, available).amount).toBe(sentence);
    expect(refundRequest({ ...entry, amount }, available)).toBeUndefined();
  });

  test('the words are needed, and hold no card number', () => {
    expect(refundProblems({ ...entry, words: ' ' }, available).words).toBe('Say why, for the approver.');
    expect(refundRequest({ ...entry, words: 'card 4444333322221111' }, available)).toBeUndefined();
  });
});
