import { describe, expect, test } from 'vitest';
import { clockText, roughDuration } from '../../../renderer/ui/elapsed-text.ts';
import { moneyWords } from '../../../renderer/ui/money-text.tsx';
import { pence } from '../../../shared/money.ts';

describe('clockText', () => {
  test.each([
    [-5, '0:00'],
    [7_999, '0:07'],
    [760_000, '12:40'],
    [3_909_000, '1:05:09'],
  ])('%d ms reads %s', (ms, text) => {
    expect(clockText(ms)).toBe(text);
  });
});

describe('roughDuration', () => {
  test.each([
    [59_999, 'less than a minute'],
    [60_000, '1 minute'],
    [3 * 3_600_000, '3 hours'],
    [26 * 3_600_000, '1 day'],
  ])('%d ms reads %s', (ms, text) => {
    expect(roughDuration(ms)).toBe(text);
  });
});

describe('moneyWords', () => {
  test('below zero says in credit, never a sign', () => {
    expect(moneyWords(pence(-4_600))).toBe('£46.00 in credit');
    expect(moneyWords(pence(4_600))).toBe('£46.00');
    expect(moneyWords(pence(0))).toBe('£0.00');
  });
});
