import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Pence,
  PenceSchema,
  PositivePenceSchema,
  ZERO_PENCE,
  comparePence,
  formatPounds,
  minPence,
  parsePounds,
  pence,
  poundsInWords,
  subtractPence,
  sumPence,
} from '../../shared/money.ts';
import { runs } from './property-runs.ts';

const anyPence = fc.maxSafeInteger().map(pence);

describe('pence', () => {
  it.each([0.5, Number.NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER + 1])('refuses %s', (n) => {
    expect(() => pence(n)).toThrow(RangeError);
  });

  it('has one zero', () => {
    expect(Object.is(pence(-0), 0)).toBe(true);
  });

  it('refuses sums and differences that are no longer exact', () => {
    const largest = pence(Number.MAX_SAFE_INTEGER);
    expect(() => sumPence([largest, pence(1)])).toThrow(RangeError);
    expect(() => subtractPence(pence(-2), largest)).toThrow(RangeError);
  });

  it('adds and subtracts as whole numbers do', () => {
    expect(sumPence([])).toBe(ZERO_PENCE);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (ns) => {
        const exact = ns.reduce((total, n) => total + BigInt(n), 0n);
        expect(BigInt(sumPence(ns.map(pence)))).toBe(exact);
        expect(BigInt(subtractPence(ZERO_PENCE, sumPence(ns.map(pence))))).toBe(-exact);
      }),
      runs(2_000),
    );
  });

  it('compares by size', () => {
    expect([pence(3), pence(-1), pence(0), pence(3)].toSorted(comparePence)).toEqual([-1, 0, 3, 3]);
    expect(minPence(pence(-1), pence(2))).toBe(-1);
    expect(minPence(pence(2), pence(-1))).toBe(-1);
  });
});

describe('PenceSchema', () => {
  it('takes JSON integers and nothing else', () => {
    const amount: Pence = PenceSchema.parse(JSON.parse('-12345'));
    expect(amount).toBe(-12345);
    for (const wrong of ['1', 1.5, null, Number.MAX_SAFE_INTEGER + 1, Number.NaN]) {
      expect(PenceSchema.safeParse(wrong).success).toBe(false);
    }
  });

  it('has a positive form', () => {
    expect(PositivePenceSchema.safeParse(1).success).toBe(true);
    expect(PositivePenceSchema.safeParse(0).success).toBe(false);
    expect(PositivePenceSchema.safeParse(-1).success).toBe(false);
  });
});

/** Reads pounds a character at a time with exact arithmetic, by the written rule and without a regular expression. */
function poundsByTheRule(text: string): bigint | undefined {
  let rest = text;
  const isNegative = rest.startsWith('-');
  if (isNegative) rest = rest.slice(1);
  if (rest.startsWith('£')) rest = rest.slice(1);
  const [whole = '', decimals, ...more] = rest.split('.');
  const groups = whole.split(',');
  const [first = '', ...others] = groups;
  const areDigits = (part: string) => part !== '' && part.split('').every((char) => char >= '0' && char <= '9');
  if (more.length > 0 || !groups.every(areDigits)) return undefined;
  if (others.length > 0 && (first.length > 3 || others.some((group) => group.length !== 3))) return undefined;
  if (groups.join('').length > 9) return undefined;
  if (decimals !== undefined && (decimals.length !== 2 || !areDigits(decimals))) return undefined;
  const size = BigInt(groups.join('')) * 100n + BigInt(decimals ?? '0');
  return isNegative ? -size : size;
}

describe('parsePounds', () => {
  it.each([
    ['0', 0],
    ['-0.00', 0],
    ['92', 9200],
    ['£92', 9200],
    ['92.50', 9250],
    ['£1,234.50', 123450],
    ['1234567.89', 123456789],
    ['-£5.00', -500],
    ['-5', -500],
    ['£999,999,999.99', 99999999999],
    ['-999999999.99', -99999999999],
  ])('reads %s', (text, expected) => {
    expect(parsePounds(text)).toBe(expected);
  });

  it.each([
    ...['', ' ', '£', '-', '-£', '.', '.50', '12.', '12.3', '12.345', '1,20', '1,2345', ',123', '1234,567', '1,234,56'],
    ...['1000000000', '£1,000,000,000.00', '£-5', '--5', '+5', '5-', '(5)', '££5', '$5', '5p', '1e3', '0x10', 'NaN'],
    ...['1 234', ' 5', '5 ', '5\n', '１２', '١٢', '1.234.56', '1,234.5,0', '−5', '£ 5', '1٬234', '12,00'],
  ])('refuses %j', (text) => {
    expect(parsePounds(text)).toBeUndefined();
  });

  it('agrees with exact decimal arithmetic on any text', () => {
    const alphabet = fc.constantFrom(
      '0',
      '1',
      '5',
      '9',
      '00',
      '000',
      '123',
      ',',
      ',',
      '.',
      '.',
      '-',
      '£',
      ' ',
      '５',
      'e',
    );
    const typed = fc.array(alphabet, { maxLength: 9 }).map((parts) => parts.join(''));
    const wellFormed = fc.tuple(fc.constantFrom('', '-', '£', '-£'), fc.bigInt({ min: 0n, max: 99_999_999_999n }));
    const text = fc.oneof(
      typed,
      fc.string(),
      wellFormed.map(([sign, n]) => `${sign}${n / 100n}.${String(n % 100n).padStart(2, '0')}`),
    );
    let read = 0;
    fc.assert(
      fc.property(text, (typedText) => {
        const amount = parsePounds(typedText);
        if (amount !== undefined) read += 1;
        expect(amount === undefined ? undefined : BigInt(amount)).toBe(poundsByTheRule(typedText));
      }),
      runs(100_000),
    );
    expect(read).toBeGreaterThan(100);
  });
});

describe('formatPounds', () => {
  it.each([
    [0, '£0.00'],
    [-0, '£0.00'],
    [5, '£0.05'],
    [-100, '-£1.00'],
    [123450, '£1,234.50'],
    [99999, '£999.99'],
    [100000, '£1,000.00'],
    [-123456789, '-£1,234,567.89'],
    [Number.MAX_SAFE_INTEGER, '£90,071,992,547,409.91'],
  ])('writes %s', (n, expected) => {
    expect(formatPounds(n as Pence)).toBe(expected);
  });

  it('agrees with the locale of Great Britain', () => {
    const british = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });
    fc.assert(
      fc.property(anyPence, (amount) => {
        const exact = `${BigInt(amount) / 100n}.${String(Math.abs(amount % 100)).padStart(2, '0')}`;
        const signed = amount < 0 && !exact.startsWith('-') ? `-${exact}` : exact;
        expect(formatPounds(amount)).toBe(british.format(signed as Intl.StringNumericLiteral));
      }),
      runs(10_000),
    );
  });

  it('is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (n) => {
        expect(parsePounds(formatPounds(pence(n)))).toBe(n + 0);
      }),
      runs(10_000),
    );
  });
});

describe('poundsInWords', () => {
  it.each([
    [0, 'zero pounds'],
    [1, 'one penny'],
    [50, 'fifty pence'],
    [100, 'one pound'],
    [101, 'one pound and one penny'],
    [9200, 'ninety-two pounds'],
    [12450, 'one hundred and twenty-four pounds and fifty pence'],
    [100000, 'one thousand pounds'],
    [100500, 'one thousand and five pounds'],
    [109900, 'one thousand and ninety-nine pounds'],
    [110000, 'one thousand one hundred pounds'],
    [500021, 'five thousand pounds and twenty-one pence'],
    [
      123456789,
      'one million two hundred and thirty-four thousand five hundred and sixty-seven pounds and eighty-nine pence',
    ],
    [100001200, 'one million and twelve pounds'],
    [-4600, 'minus forty-six pounds'],
    [1700, 'seventeen pounds'],
    [4000, 'forty pounds'],
  ])('reads out %s', (n, expected) => {
    expect(poundsInWords(pence(n))).toBe(expected);
  });

  it('never says the same of two amounts', () => {
    const said = new Map<string, number>();
    for (let n = 0; n < 250_000; n += 7) {
      const words = poundsInWords(pence(n));
      expect(said.get(words)).toBeUndefined();
      expect(words).not.toContain('undefined');
      said.set(words, n);
    }
  });
});
