import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigitFor, oneSlipAway, passesDamm, passesLuhn } from '../../shared/check-digits.ts';
import { runs } from './property-runs.ts';

const digit = fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
const payload = fc.array(digit, { minLength: 1, maxLength: 18 }).map((digits) => digits.join(''));
const swap = (text: string, i: number) => text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2);
const set = (text: string, i: number, d: string) => text.slice(0, i) + d + text.slice(i + 1);

describe('the Luhn check', () => {
  it.each(['0', '18', '79927398713', '4111111111111111', '378282246310005', '700000000252', '700000000047'])(
    'passes %s',
    (digits) => {
      expect(passesLuhn(digits)).toBe(true);
    },
  );

  it.each(['', '1', '79927398710', '700000000253', '7000-0000-0252', '٠', '12a4'])('does not pass %j', (digits) => {
    expect(passesLuhn(digits)).toBe(false);
  });

  it('catches every wrong digit, and every swap of neighbours but 0 with 9', () => {
    fc.assert(
      fc.property(payload, (start) => {
        const right = start + checkDigitFor(start, passesLuhn);
        expect(passesLuhn(right)).toBe(true);
        for (let i = 0; i < right.length; i += 1) {
          for (const d of '0123456789') expect(passesLuhn(set(right, i, d))).toBe(d === right[i]);
          const pair = right.slice(i, i + 2);
          const unseen = pair.length < 2 || pair[0] === pair[1] || pair === '09' || pair === '90';
          expect(passesLuhn(swap(right, i))).toBe(unseen);
        }
      }),
      runs(2_000),
    );
  });
});

describe('the Damm check', () => {
  it.each(['377999199529', '398379946950', '015405982177', '154355377595', '123456789018', '5724'])(
    'passes %s',
    (digits) => {
      expect(passesDamm(digits)).toBe(true);
    },
  );

  it.each(['', '5727', '377999199528', '3779-9919-9529', '٠'])('does not pass %j', (digits) => {
    expect(passesDamm(digits)).toBe(false);
  });

  it('catches every wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(payload, (start) => {
        const right = start + checkDigitFor(start, passesDamm);
        expect(passesDamm(right)).toBe(true);
        for (let i = 0; i < right.length; i += 1) {
          for (const d of '0123456789') expect(passesDamm(set(right, i, d))).toBe(d === right[i]);
          if (i + 1 < right.length) expect(passesDamm(swap(right, i))).toBe(right[i] === right[i + 1]);
        }
      }),
      runs(2_000),
    );
  });
});

describe('one slip away', () => {
  it('is every other digit at every place, and every swap that changes something', () => {
    expect(oneSlipAway('12')).toEqual([
      '21',
      ...[0, 2, 3, 4, 5, 6, 7, 8, 9].map((d) => `${d}2`),
      ...'013456789'.split('').map((d) => `1${d}`),
    ]);
    expect(oneSlipAway('00')).toHaveLength(18);
    expect(oneSlipAway('')).toEqual([]);
  });

  it('finds no check digit for what is not digits', () => {
    expect(() => checkDigitFor('12x', passesDamm)).toThrow(RangeError);
    expect(() => checkDigitFor('12 ', passesLuhn)).toThrow(RangeError);
  });
});
