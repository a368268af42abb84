import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsCardNumber } from '../../shared/card-number-guard.ts';
import { checkDigitFor, passesLuhn } from '../../shared/check-digits.ts';
import {
  invoiceNumber,
  organisationReference,
  paymentReference,
  speakReference,
} from '../../shared/checked-reference.ts';
import { modernisedReference, siriusReference } from '../../shared/lpa-reference.ts';
import { runs } from './property-runs.ts';

const digit = fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
const digits = (n: number) => fc.array(digit, { minLength: n, maxLength: n }).map((all) => all.join(''));

const PREFIXES = [
  ...['4', '51', '52', '53', '54', '55', '2221', '2300', '2699', '2720', '34', '37', '6011', '644', '649', '65'],
  ...['3528', '3589', '36', '38', '300', '305', '50', '56', '58', '61', '63', '67', '69', '62'],
];
const card = fc
  .tuple(fc.constantFrom(...PREFIXES), fc.integer({ min: 13, max: 19 }), digits(18))
  .map(([prefix, length, rest]) => (prefix + rest).slice(0, length - 1))
  .map((payload) => payload + checkDigitFor(payload, passesLuhn));

const inFours = (number: string): string[] => number.match(/.{1,4}/g) ?? [];

const SCRIPT_ZEROS = ['0', '０', '٠', '۰', '०', '০', '๐', '០', '᠐', '𝟎', '𝟘', '𞥐'];
function inScript(text: string, zero: string): string {
  return text.replaceAll(/[0-9]/g, (d) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(d)));
}

const SEPARATORS = [
  ' ',
  '-',
  '.',
  '/',
  '–',
  '—',
  '\u00a0',
  '\u2009',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u00ad',
  '_',
  '\t',
  'x',
  ' - ',
  '  ',
];

describe('a card number', () => {
  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4111.1111/1111\u20111111',
    '4111  1111 – 1111\n1111',
    '4111,1111,1111,1111',
    '4111a1111b1111c1111',
    '4x1x1x1x1x1x1x1x1x1x1x1x1x1x1x1',
    '4\u200b111111111111111',
    '４１１１１１１１１１１１１１１１',
    '٤١١١١١١١١١١١١١١١',
    '𝟜𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙𝟙',
    '④①①①①①①①①①①①①①①①',
    '4️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣1️⃣',
    '5555 5555 5555 4444',
    '2223 0031 2200 3222',
    '3782 822463 10005',
    '6011 1111 1111 1117',
    '3056 930902 5904',
    '3530 1113 3330 0000',
    '6200 0000 0000 0005',
    '6759 6498 2643 8453',
    '4222222222222',
    'card 4111111111111111, exp 12/27, 123',
    '4111 1111 1111 1111 1227 123',
    '1227 4111 1111 1111 1111',
    '41111111111111111227123',
    'PT10000427M 4111 1111 1111 1111',
    '7000-0000-0252 4111-1111-1111-1111',
    '4111 1111 1111 1111 7000 0000 0252',
    'M-4111-1111-1111-1111',
    '+44 4111 1111 1111 1111',
    'GB29 NWBK 4111 1111 1111 1111',
    '4700 0000 7000 0000 0252',
    '40-00-00-00000002',
    '4111111111111111'.split('').join('\u0336\u0332\u0353\u0359'),
  ])('is seen in %j', (text) => {
    expect(containsCardNumber(text)).toBe(true);
  });

  it('is seen through any separator, between any of its digits', () => {
    const cuts = fc.array(fc.boolean(), { minLength: 18, maxLength: 18 });
    fc.assert(
      fc.property(card, fc.constantFrom(...SEPARATORS), cuts, (number, separator, isCut) => {
        const typed = number.split('').map((d, i) => (isCut[i] ? d + separator : d));
        expect(containsCardNumber(`paid with ${typed.join('')} today`)).toBe(true);
      }),
      runs(20_000),
    );
  });

  it('is seen in groups of four with mixed separators', () => {
    const gaps = fc.array(fc.constantFrom(...SEPARATORS), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(card, gaps, (number, separators) => {
        const groups = inFours(number).map((group, i) => (i === 0 ? '' : separators[i - 1]) + group);
        expect(containsCardNumber(groups.join(''))).toBe(true);
      }),
      runs(20_000),
    );
  });

  it('is seen in the digits of every script', () => {
    fc.assert(
      fc.property(card, fc.constantFrom(...SCRIPT_ZEROS), fc.constantFrom('', ' ', '-'), (number, zero, separator) => {
        const typed = inScript(inFours(number).join(separator), zero);
        expect(containsCardNumber(`نص ${typed}。`)).toBe(true);
      }),
      runs(5_000),
    );
  });

  it('is seen with other words and an expiry around it', () => {
    const words = fc.constantFrom('', 'Mrs Okafor rang. ', 'Card: ', 'no ', '£92.00 paid by ', '24/11/2026 ');
    const tails = fc.constantFrom('', ' 12/27', ' 12/27 123', ' exp 0128', '.', ' (Visa)', ', thanks');
    fc.assert(
      fc.property(words, card, tails, (before, number, after) => {
        expect(containsCardNumber(before + inFours(number).join(' ') + after)).toBe(true);
      }),
      runs(5_000),
    );
  });
});

const sirius = digits(10).map((rest) => siriusReference(`7${rest}`));
const modernised = digits(11).map(modernisedReference);
const meris = fc.tuple(fc.constantFrom('2', '3'), digits(6)).map(([first, rest]) => first + rest);
const own = fc.oneof(
  fc.nat(999_999).map(organisationReference),
  fc.nat(999_999).map((n) => invoiceNumber(2026, n)),
  fc.nat(99_999_999).map(paymentReference),
);
const telephone = fc
  .tuple(fc.constantFrom('07', '02', '01', '+44 7', '+44 (0)7'), digits(9))
  .map(([start, rest]) => `${start}${rest.slice(0, 3)} ${rest.slice(3)}`);
const bankDetails = fc
  .tuple(digits(6), digits(8))
  .map(([sort, n]) => `${[sort.slice(0, 2), sort.slice(2, 4), sort.slice(4)].join('-')} ${n}`);

describe('what is not a card number', () => {
  it.each([
    '',
    'Mrs Okafor will send a cheque for £1,234.50 on 24 November 2026',
    '4111 1111 1111 1112',
    '9111111111111111',
    '411111111111',
    '7000-0000-0252, 7000-0000-0047',
    '2026-11-24T14:05:33.123Z',
    'f3a2e6c0-1d4b-4c6e-9f61-4556d2a8b1c4',
    'GB29 NWBK 6016 1331 9268 19',
    '0300 456 0300 / 020 7946 0958',
    '4111 1111 and then 1111 1111',
    '£4111 £1111 £1111 £1111',
  ])('passes: %j', (text) => {
    expect(containsCardNumber(text)).toBe(false);
  });

  it('passes an LPA reference, ours, a telephone number or bank details in a sentence', () => {
    const shown = fc.oneof(sirius, modernised, meris, own, own.map(speakReference), telephone, bankDetails);
    const writing = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toLowerCase(),
      (text) => text.replaceAll('-', '–'),
      (text) => inScript(text, '０'),
    );
    fc.assert(
      fc.property(shown, writing, (number, write) => {
        expect(containsCardNumber(`Rang about ${write(number)}, will pay on Friday.`)).toBe(false);
      }),
      runs(20_000),
    );
  });

  it('passes lists of references, one kind or mixed', () => {
    const unbroken = sirius.map((reference) => reference.replaceAll('-', ''));
    const spaced = sirius.map((reference) => reference.replaceAll('-', ' '));
    const list = (one: fc.Arbitrary<string>) => fc.array(one, { minLength: 2, maxLength: 12 });
    const lists = fc.oneof(
      fc.tuple(
        fc.oneof(list(sirius), list(spaced), list(modernised), list(own)),
        fc.constantFrom(' ', ', ', '\n', '; '),
      ),
      fc.tuple(
        fc.oneof(list(unbroken), list(fc.oneof(sirius, modernised, meris, own))),
        fc.constantFrom(', ', '\n', '; '),
      ),
    );
    fc.assert(
      fc.property(lists, ([references, separator]) => {
        expect(containsCardNumber(references.join(separator))).toBe(false);
      }),
      runs(20_000),
    );
  });
});

it('looks at long hostile texts in a time that grows with their length only', () => {
  const pieces = [
    ...['4', '4 ', '4-', ' ', '-', 'ORG', 'ORG1 ', '+44', '1 ', '٤', '٤ ', '\u200b', 'a1', '4a'],
    ...['7000-0000-0252 ', 'M-', 'GB29NWBK6', 'f3a2e6c0-'],
  ];
  // Time of the processor, not of the wall: other work on the machine does not count.
  const processorMs = (text: string) => {
    const before = process.cpuUsage();
    containsCardNumber(text);
    return process.cpuUsage(before).user / 1_000;
  };
  for (const piece of pieces) {
    const short = processorMs(piece.repeat(2_000));
    const long = processorMs(piece.repeat(20_000));
    expect(long, JSON.stringify(piece)).toBeLessThan(30 * Math.max(short, 50));
  }
});
