import { describe, expect, test } from 'vitest';
import { CARD_PAYMENT_STEPS, PAYMENT_STEPS } from '../../renderer/payments/card-payment-steps.ts';
import { CARD_PAYMENT_GUIDE } from '../../renderer/payments/card-payment-words.ts';
import { CARD_PAYMENT_RULES, canOpenCardPage } from '../../server/payments/card-payment-state.ts';
import { CARD_PAYMENT_STATES, type CardPaymentState } from '../../shared/contracts/payments.ts';
import { pence } from '../../shared/money.ts';

const payment = { amount: pence(9_200) };
const PAID: readonly CardPaymentState[] = ['paid', 'captured'];

function allWords(state: CardPaymentState): string {
  const { heading, money, next } = CARD_PAYMENT_GUIDE[state];
  return [heading(payment), money, ...next].join(' ');
}

describe.each(CARD_PAYMENT_STATES.map((state) => [state] as const))('%s', (state) => {
  const guide = CARD_PAYMENT_GUIDE[state];

  test('has a heading, a meaning for the money and sentences that end', () => {
    expect(guide.heading(payment)).toMatch(/^[A-Z£].*[^.]$/);
    for (const sentence of [guide.money, ...guide.next]) expect(sentence).toMatch(/^[A-Z][^]*\.$/);
  });

  test('says that it is paid only if it is', () => {
    expect(/^Paid £92\.00$/.test(guide.heading(payment))).toBe(PAID.includes(state));
  });

  test('says that no money was, has or can be taken only where none is booked and nothing is in doubt', () => {
    const mayHaveMoved = CARD_PAYMENT_RULES[state].booked || state === 'outcome-unknown' || state === 'cancelling';
    expect(/[Nn]o money (?:was|has|can)/.test(allWords(state))).toBe(!mayHaveMoved);
  });

  test('forbids taking the card again exactly while it may have been paid without anyone knowing', () => {
    const inDoubt = state === 'outcome-unknown' || state === 'cancelling';
    expect(allWords(state).includes('Do not take the card again')).toBe(inDoubt);
  });

  test('offers the card page only where the server opens one, and a new start only where the lines are free', () => {
    if (guide.primary === 'open-card-page') expect(canOpenCardPage(state)).toBe(true);
    if (guide.primary === 'start-again' || guide.primary === 'another-card') {
      expect(CARD_PAYMENT_RULES[state].holdsLines).toBe(false);
      expect(PAID).not.toContain(state);
    }
  });

  test('has one primary action, but while there is nothing to do', () => {
    expect(guide.primary === null).toBe(state === 'sending');
  });

  test('has a mark for each step, and claims the last as done only if it is paid', () => {
    const marks = CARD_PAYMENT_STEPS[state];
    expect(marks).toHaveLength(PAYMENT_STEPS.length);
    expect(marks[3] === 'done').toBe(PAID.includes(state));
    expect(marks.filter((mark) => mark === 'now').length).toBeLessThanOrEqual(1);
  });

  test('marks a step as being waited for only while somebody is', () => {
    const waits = CARD_PAYMENT_STEPS[state].includes('now');
    if (waits) expect(CARD_PAYMENT_RULES[state].movedBy).toBe('desk');
  });
});

test('failures and doubt are read out at once; waiting and success wait for a pause', () => {
  const atOnce = CARD_PAYMENT_STATES.filter((state) => CARD_PAYMENT_GUIDE[state].readOut === 'at-once');
  expect(atOnce.toSorted()).toEqual(
    [
      ...['refused', 'create-unknown', 'outcome-unknown', 'declined', 'expired', 'cancelled-on-page'],
      ...['provider-error', 'reversed'],
    ].toSorted(),
  );
});
