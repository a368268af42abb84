import { describe, expect, test } from 'vitest';
import { guidePayment } from '../../renderer/payments/guide-payment.ts';
import { announcementOf, isWorthSaying } from '../../renderer/payments/use-payment-announcement.ts';
import { CARD_PAYMENT_RULES } from '../../server/payments/card-payment-state.ts';
import { paymentReference } from '../../shared/checked-reference.ts';
import { CARD_PAYMENT_STATES, type CardPaymentState } from '../../shared/contracts/payments.ts';
import { pence } from '../../shared/money.ts';

function read(state: CardPaymentState, over: { mine?: boolean; canOpenCardPage?: boolean } = {}) {
  const recording = { canConfirmPaused: false };
  return { state, amount: pence(9_200), startedBy: 'Tom Ellis', mine: true, canOpenCardPage: true, recording, ...over };
}

const AGENT = { mayTake: true, mayStartAgain: true };
const HELD = CARD_PAYMENT_STATES.filter((state) => CARD_PAYMENT_RULES[state].holdsLines);
const RESTARTS = ['start-again', 'another-card'];

describe('whoever watches', () => {
  test.each(HELD)('a colleague’s payment (%s) is told who takes it, and is offered nothing', (state) => {
    const guide = guidePayment(read(state, { mine: false, canOpenCardPage: false }), AGENT);
    expect(guide.next).toEqual(['Tom Ellis is taking this payment. You can watch it here.']);
    expect(guide.primary).toBeNull();
  });

  test('is told the same state and the same meaning for the money as its own agent', () => {
    for (const state of CARD_PAYMENT_STATES) {
      const own = guidePayment(read(state), AGENT);
      const watched = guidePayment(read(state, { mine: false, canOpenCardPage: false }), AGENT);
      expect([watched.heading, watched.money]).toEqual([own.heading, own.money]);
    }
  });
});

describe('nothing is offered that the server would refuse', () => {
  test.each(CARD_PAYMENT_STATES)('%s: no card page where the server says so', (state) => {
    expect(guidePayment(read(state, { canOpenCardPage: false }), AGENT).primary).not.toBe('open-card-page');
  });

  test.each(CARD_PAYMENT_STATES)(
    '%s: no new start for a role that takes no payments, or where it was paid since',
    (state) => {
      for (const reader of [
        { mayTake: false, mayStartAgain: true },
        { mayTake: true, mayStartAgain: false },
      ]) {
        expect(RESTARTS).not.toContain(guidePayment(read(state), reader).primary);
      }
    },
  );
});

describe('what a screen reader hears', () => {
  const reference = paymentReference(10_000_427);
  const heard = (state: CardPaymentState) => announcementOf({ state, reference }, guidePayment(read(state), AGENT));

  test('paid: politely, with the reference in groups', () => {
    expect(heard('paid')).toEqual({
      politely: 'Paid £92.00. Confirmed, and in the books. Reference PT 1000 0427 M.',
      atOnce: '',
    });
  });

  test('declined: at once, with what it means for the money', () => {
    expect(heard('declined')).toEqual({ politely: '', atOnce: 'The card was declined. No money was taken.' });
  });

  test('what changes, but not that what was paid has been captured', () => {
    expect(isWorthSaying('awaiting-card', 'awaiting-card')).toBe(false);
    expect(isWorthSaying('to-confirm', 'paid')).toBe(true);
    expect(isWorthSaying('to-confirm', 'captured')).toBe(true);
    expect(isWorthSaying('paid', 'reversed')).toBe(true);
    expect(isWorthSaying('paid', 'captured')).toBe(false);
  });
});

test('where the recording is paused by hand, that is what comes before the card page', () => {
  const byHand = { ...read('awaiting-card', { canOpenCardPage: false }), recording: { canConfirmPaused: true } };
  expect(guidePayment(byHand, AGENT).primary).toBe('recording-paused');
});
