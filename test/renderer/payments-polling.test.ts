import { describe, expect, test } from 'vitest';
import { CARD_PAYMENT_POLL_MS, isPaid, isUnderWay } from '../../renderer/payments/card-payment-polling.ts';
import { CARD_PAYMENT_RULES } from '../../server/payments/card-payment-state.ts';
import { CARD_PAYMENT_STATES } from '../../shared/contracts/payments.ts';

describe.each(CARD_PAYMENT_STATES.map((state) => [state] as const))('%s', (state) => {
  const rule = CARD_PAYMENT_RULES[state];

  test('is asked about every 700 ms while it holds its lines, every 5 s while it moves by itself, and not once finished', () => {
    const expected = rule.movedBy === 'nobody' ? null : rule.holdsLines ? 700 : 5_000;
    expect(CARD_PAYMENT_POLL_MS[state]).toBe(expected);
  });

  test('is under way exactly while the server holds its lines', () => {
    expect(isUnderWay(state)).toBe(rule.holdsLines);
  });

  test('is paid exactly where money is booked and was not taken back', () => {
    expect(isPaid(state)).toBe(rule.booked && state !== 'reversed');
  });
});
