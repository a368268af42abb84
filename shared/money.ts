import { z } from 'zod';
import { wholeNumberInWords } from './whole-number-words.ts';

/** An amount of money in whole pence on the wire: a JSON integer, within the safe range, negative allowed. */
export const PenceSchema = z.int().brand<'Pence', 'inout'>();

/** Whole pence. Made only by `pence`, `parsePounds` and the schemas, so a plain number never passes for money. */
export type Pence = z.infer<typeof PenceSchema>;

/** An amount of at least one penny. */
export const PositivePenceSchema = z.int().positive().brand<'Pence', 'inout'>();

/**
 * Marks a plain number as pence. Every result of arithmetic passes through here.
 * @throws RangeError for fractions, NaN, infinities and numbers too large to be exact.
 */
export function pence(n: number): Pence {
  if (!Number.isSafeInteger(n)) {
    throw new RangeError('An amount must be a whole number of pence within the safe range');
  }
  // Adding zero turns -0 into 0, which would otherwise print and compare oddly.
  return (n + 0) as Pence;
}

export const ZERO_PENCE: Pence = pence(0);

/** The exact sum; nothing adds up to zero. @throws RangeError when any running total leaves the safe range. */
export function sumPence(amounts: Iterable<Pence>): Pence {
  let total = ZERO_PENCE;
  for (const amount of amounts) {
    total = pence(total + amount);
  }
  return total;
}

/** `a - b`, negative when b is the larger. @throws RangeError outside the safe range. */
export function subtractPence(a: Pence, b: Pence): Pence {
  return pence(a - b);
}

/** The smaller of the two: what an amount can meet of another. */
export function minPence(a: Pence, b: Pence): Pence {
  return a <= b ? a : b;
}

/** For sorting, smallest first. */
export function comparePence(a: Pence, b: Pence): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const POUNDS = /^(-)?£?([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.([0-9]{2}))?$/;

/**
 * Reads pounds as people type them: '92', '£92.00', '1,234.50', '-£5.00', up to ±£999,999,999.99.
 * Undefined for anything else: one or three decimals, a bare '12.', misplaced commas, '£-5', spaces, digits of other
 * scripts. A file format with other habits has its own reader.
 */
export function parsePounds(text: string): Pence | undefined {
  const match = POUNDS.exec(text);
  const pounds = match?.[2];
  if (!match || pounds === undefined) return undefined;
  const size = Number(pounds.replaceAll(',', '')) * 100 + Number(match[3] ?? '0');
  return pence(match[1] === undefined ? size : -size);
}

/** '£1,234.50', '-£1.00'. The same on every machine: no locale is asked. */
export function formatPounds(amount: Pence): string {
  const size = Math.abs(amount);
  const pounds = String(Math.floor(size / 100)).replaceAll(/\B(?=(?:[0-9]{3})+$)/g, ',');
  const pennies = String(size % 100).padStart(2, '0');
  return `${amount < 0 ? '-' : ''}£${pounds}.${pennies}`;
}

/**
 * An amount as an agent reads it out: 'ninety-two pounds', 'one hundred and twenty-four pounds and fifty pence',
 * 'one pound and one penny', 'fifty pence', 'zero pounds', 'minus five pounds'.
 */
export function poundsInWords(amount: Pence): string {
  const size = Math.abs(amount);
  const pounds = Math.floor(size / 100);
  const pennies = size % 100;
  const parts: string[] = [];
  if (pounds > 0 || pennies === 0) parts.push(`${wholeNumberInWords(pounds)} ${pounds === 1 ? 'pound' : 'pounds'}`);
  if (pennies > 0) parts.push(`${wholeNumberInWords(pennies)} ${pennies === 1 ? 'penny' : 'pence'}`);
  return `${amount < 0 ? 'minus ' : ''}${parts.join(' and ')}`;
}
