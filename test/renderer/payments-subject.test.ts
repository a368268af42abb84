import { describe, expect, test } from 'vitest';
import {
  spokenSubject,
  spreadExcerpt,
  subjectInvoices,
  subjectText,
  type SpreadLine,
} from '../../renderer/payments/payment-subject.ts';
import { invoiceNumber } from '../../shared/checked-reference.ts';
import { siriusReference } from '../../shared/lpa-reference.ts';
import { pence } from '../../shared/money.ts';

const FIRST = invoiceNumber(2026, 123);
const SECOND = invoiceNumber(2026, 318);

function line(lineId: number, invoice = FIRST, amount = 9_200): SpreadLine {
  return {
    lineId,
    invoiceNumber: invoice,
    lpaReference: siriusReference(`7${String(lineId).padStart(10, '0')}`),
    outstanding: pence(9_200),
    amount: pence(amount),
  };
}

function lines(count: number): SpreadLine[] {
  return Array.from({ length: count }, (_, at) => line(at + 1));
}

describe('what is paid, in words', () => {
  const one = { lineCount: 1, invoiceCount: 1, spread: [line(1)] };
  const many = { lineCount: 18, invoiceCount: 2, spread: [line(1), line(2, SECOND)] };

  test('counts LPAs and names the invoice, or counts invoices', () => {
    expect(subjectText(one)).toBe(`1 LPA on invoice ${FIRST}`);
    expect(subjectText(many)).toBe('18 LPAs on 2 invoices');
  });

  test('is said with the reference in groups, and with the LPAs where single ones were chosen', () => {
    expect(spokenSubject(one, true)).toBe('invoice LP 26 000 123 K');
    expect(spokenSubject(one, false)).toBe('1 LPA on invoice LP 26 000 123 K');
    expect(spokenSubject(many, true)).toBe('2 invoices');
  });

  test('gathers lines by invoice, in their order, each penny once', () => {
    expect(subjectInvoices([line(1), line(2, SECOND, 4_600), line(3)])).toEqual([
      { number: FIRST, lines: 2, amount: 18_400 },
      { number: SECOND, lines: 1, amount: 4_600 },
    ]);
  });
});

describe('the lines that a part amount meets', () => {
  function shown({ first, between, last }: ReturnType<typeof spreadExcerpt>): number {
    return first.length + between + (last === undefined ? 0 : 1);
  }

  test('all are shown where they are few', () => {
    expect(spreadExcerpt(lines(6), 6, 5)).toEqual({ first: lines(6), between: 0, last: undefined });
  });

  test('the line at which the money ends is always among them', () => {
    const { first, between, last } = spreadExcerpt(lines(18), 18, 5);
    expect(first.map(({ lineId }) => lineId)).toEqual([1, 2, 3, 4, 5]);
    expect(last?.lineId).toBe(18);
    expect(between).toBe(12);
  });

  test('what the server did not list is counted, and its end is not guessed', () => {
    const excerpt = spreadExcerpt(lines(200), 340, 5);
    expect(excerpt.last).toBeUndefined();
    expect(shown(excerpt)).toBe(340);
  });

  test.each([1, 5, 6, 7, 8, 40])('of %i lines none is lost and none counted twice', (count) => {
    expect(shown(spreadExcerpt(lines(count), count, 5))).toBe(count);
  });
});
