import { describe, expect, test } from 'vitest';
import { refusalWords } from '../../../renderer/api/error-messages.ts';
import type { ProblemWords } from '../../../renderer/api/problem-words.ts';
import { DOMAIN_ERRORS, type DomainErrorCode, type DomainErrorDetails } from '../../../shared/domain-errors.ts';

const CODES = Object.keys(DOMAIN_ERRORS) as DomainErrorCode[];

const EVERYTHING: DomainErrorDetails = {
  amount: 736_000,
  by: 'Siân Morgan',
  due: 9_200,
  limit: 500_000,
  line: 3,
  lpaReference: '7000-0000-0252',
  number: 'LP26000123K',
  organisation: 'ORG104233K',
  paymentReference: 'PT10000427M',
  reason: 'Three invoices are under query',
  reference: 'ORG104233K',
  since: '2026-07-24T13:05:00.000Z',
};

function sentences({ what, money, next }: ProblemWords): string[] {
  return [what, money, next];
}

describe.each(CODES)('%s', (code) => {
  test.each([
    ['with every fact', EVERYTHING],
    ['with none', {}],
    ['with facts of the wrong kind', { amount: 'lots', limit: 1.5, due: '', since: 'yesterday', by: '' }],
  ])('says what happened, what it means for the money and what to do, %s', (_, details: DomainErrorDetails) => {
    for (const sentence of sentences(refusalWords(code, details))) {
      expect(sentence).toMatch(/^[A-Z£].*\.$/);
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\.\.|\b[A-Z]{2,}_/);
    }
  });

  test('keeps to plain words and lays no blame', () => {
    const whole = sentences(refusalWords(code, EVERYTHING)).join(' ');
    expect(whole).not.toMatch(/please|sorry|oops|invalid|illegal|forbidden|failed to|must not|error/i);
  });
});

describe('sentences that an agent acts on', () => {
  test('a line that someone else is taking a payment for: who, since when by London clocks, and under which reference', () => {
    const { what, money } = refusalWords('LINE_ALREADY_BEING_PAID', EVERYTHING);
    expect(what).toBe('Siân Morgan is taking a card payment for this now, since 14:05 (payment PT10000427M).');
    expect(money).toContain('nothing can be paid twice');
  });

  test('an amount above what a card may pay: both amounts, and the way by bank', () => {
    const { what, next } = refusalWords('ABOVE_CARD_LIMIT', EVERYTHING);
    expect(what).toBe('£7,360.00 is more than one card payment can take: the most is £5,000.00.');
    expect(next).toContain('bank details');
  });

  test('an amount that changed since it was read out: the new one', () => {
    expect(refusalWords('AMOUNT_CHANGED', { expected: 9_200, amount: 8_200 }).what).toContain('it is now £82.00');
  });

  test('an amount above what is due: both', () => {
    expect(refusalWords('AMOUNT_ABOVE_DUE', EVERYTHING).what).toBe('£7,360.00 is more than is due: £92.00 is due.');
  });

  test('Pay not answering never says that no card was charged, and forbids a second payment', () => {
    const { money } = refusalWords('PAY_UNREACHABLE', EVERYTHING);
    expect(money).toBe('Do not take the payment again until this one is settled.');
  });

  test('a payment that went on before this was asked does not claim that no card was charged', () => {
    for (const code of ['CARD_PAYMENT_FINISHED', 'CARD_PAYMENT_NOT_YOURS', 'CARD_PAGE_NOT_AVAILABLE'] as const) {
      expect(refusalWords(code, EVERYTHING).money).not.toContain('No card');
    }
  });
});
