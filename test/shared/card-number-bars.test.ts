import { expect, it } from 'vitest';
import { checkDigitFor, passesLuhn } from '../../shared/check-digits.ts';
import { findCardNumber } from '../../shared/find-card-number.ts';
import { innocentNumber } from './innocent-numbers.ts';
import { runs } from './property-runs.ts';
import { seeded } from './seeded.ts';

const COUNT = runs(10_000).numRuns ?? 0;
const SEED = Number(process.env['SEED'] ?? 20_261_124);

/** Beginnings and lengths of the schemes that are taken by phone: Visa, Mastercard, American Express, Maestro, Diners. */
const SCHEMES: readonly (readonly [prefix: string, length: number])[] = [
  ...([
    ['4', 16],
    ['4', 16],
    ['51', 16],
    ['52', 16],
    ['53', 16],
    ['54', 16],
    ['55', 16],
    ['2221', 16],
  ] as const),
  ...([
    ['2500', 16],
    ['2720', 16],
    ['34', 15],
    ['37', 15],
    ['6011', 16],
    ['65', 16],
    ['3528', 16],
  ] as const),
  ...([
    ['36', 14],
    ['4', 13],
    ['4', 19],
    ['6759', 16],
    ['62', 16],
  ] as const),
];

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const inFours = (number: string): string[] => number.match(/.{1,4}/g) ?? [];
const inScript = (number: string, zero: number): string =>
  number.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** Twelve ways a card number gets into a form that was not made for it. */
const DISGUISES: Readonly<Record<string, (number: string) => unknown>> = {
  'in groups with spaces': (number) => ({ note: inFours(number).join(' ') }),
  'in groups with dashes': (number) => ({ note: inFours(number).join('-') }),
  'with other marks between': (number) => ({ note: inFours(number).join(' / ') }),
  'in full-width digits': (number) => ({ note: inScript(number, 0xff10) }),
  'in Arabic-Indic digits': (number) => ({ note: inScript(inFours(number).join(' '), 0x0660) }),
  'with invisible characters': (number) => ({ note: number.split('').join('\u200b') }),
  'over several lines': (number) => ({ note: `Card:\n${inFours(number).join('\n')}\nThanks` }),
  'over two fields': (number) => ({ addressLines: [number.slice(0, 8), number.slice(8)], town: 'Leeds' }),
  'with letters for 0 and 1': (number) => ({
    note: inFours(number.replaceAll('0', 'O').replaceAll('1', 'l')).join(' '),
  }),
  'as HTML entities': (number) => ({
    note: Array.from(number, (digit) => `&#${digit.charCodeAt(0)};`).join(''),
  }),
  'percent-encoded': (number) => ({ note: encodeURIComponent(inScript(inFours(number).join(' '), 0xff10)) }),
  'within other words, with its expiry': (number) => ({
    deep: [
      { note: `Mrs Okafor rang on 24/11/2026, pays £92.00 by ${inFours(number).join('  ')} exp 12/28 123, rings back` },
    ],
  }),
};

/** More than the twelve: seen as well. */
const ALSO: Readonly<Record<string, (number: string) => unknown>> = {
  spoken: (number) => ({ note: `It is ${Array.from(number, (digit) => WORDS[Number(digit)]).join(' ')}.` }),
  'as an escape': (number) => ({ note: Array.from(number, (digit) => `\\u003${digit}`).join('') }),
  'as a key': (number) => ({ [number]: 'note' }),
};

it(`card numbers in twelve disguises are refused (seed ${SEED})`, () => {
  const random = seeded(SEED);
  const missed = new Map<string, string>();
  let missedCount = 0;
  let count = 0;
  for (let i = 0; i < COUNT; i += 1) {
    const [prefix, length] = SCHEMES[random(SCHEMES.length)] ?? ['4', 16];
    let payload: string = prefix;
    while (payload.length < length - 1) payload += String(random(10));
    const number = payload + checkDigitFor(payload, passesLuhn);
    for (const [name, disguise] of Object.entries({ ...DISGUISES, ...ALSO })) {
      count += 1;
      if (findCardNumber(disguise(number)) !== null) continue;
      missedCount += 1;
      missed.set(name, number);
    }
  }
  console.info(`figure card-numbers-blocked ${((100 * (count - missedCount)) / count).toFixed(3)} %`);
  expect(Object.keys(DISGUISES)).toHaveLength(12);
  expect(missedCount / count, JSON.stringify([...missed])).toBeLessThanOrEqual(0.001);
});

it(`LPA references, telephone numbers and UPRNs pass (seed ${SEED})`, () => {
  const random = seeded(SEED);
  const refused = new Map<string, string>();
  let refusedCount = 0;
  for (let i = 0; i < COUNT; i += 1) {
    const [kind, text] = innocentNumber(random, i);
    if (findCardNumber({ note: text, other: null }) === null) continue;
    refusedCount += 1;
    refused.set(kind, text);
  }
  console.info(`figure innocent-numbers-refused ${((100 * refusedCount) / COUNT).toFixed(3)} %`);
  expect(refusedCount / COUNT, JSON.stringify([...refused])).toBeLessThanOrEqual(0.001);
});
