import { hasCardPrefix, isIssuedLength } from './card-brands.ts';
import { type Lookalike, lookalikes, withoutMarkedNumbers } from './card-lookalikes.ts';
import { passesLuhn } from './check-digits.ts';
import { type DigitGroup, digitGroups, plainText } from './digit-groups.ts';
import { decoded, withWrittenDigits } from './written-digits.ts';

const SHORTEST = 13;
const LONGEST = 19;

type Reading = { readonly groups: readonly DigitGroup[]; readonly others: readonly (Lookalike | undefined)[] };
type Span = { readonly first: number; readonly last: number; readonly digits: string };

function looksLikeCard(digits: string): boolean {
  return digits.length >= SHORTEST && digits.length <= LONGEST && hasCardPrefix(digits) && passesLuhn(digits);
}

/** Groups that may be one number and, taken together, look like a card's. */
function* cardLikeSpans(groups: readonly DigitGroup[]): Generator<Span> {
  for (const [first, { digits: start }] of groups.entries()) {
    let digits = start;
    for (let last = first; digits.length <= LONGEST; last += 1) {
      if (looksLikeCard(digits)) yield { first, last, digits };
      const next = groups[last + 1];
      if (next?.gap === undefined) break;
      digits += next.digits;
    }
  }
}

/** A card number with its expiry or security code run on behind it. */
function startsWithCard(digits: string): boolean {
  if (digits.length <= 16) return false;
  const lengths = Array.from({ length: LONGEST - SHORTEST + 1 }, (_, i) => SHORTEST + i);
  const starts = lengths.map((length) => digits.slice(0, length));
  return starts.some((start) => start.length < digits.length && isIssuedLength(start) && looksLikeCard(start));
}

/** Gaps before and after the groups of a number; undefined where nothing joins it. */
function gapsAround({ groups }: Reading, { first, last }: Lookalike): (string | undefined)[] {
  return [groups[first]?.gap, groups[last + 1]?.gap];
}

/** Punctuation that people put between numbers, not within one; the M of a reference counts. */
function parts(gap: string | undefined): boolean {
  return gap === undefined || /[\n,;:()&+|]|m[- ]?$/i.test(gap);
}

/** Whether the number stands apart from what surrounds it, or only beside numbers of other kinds. */
function standsApart(reading: Reading, other: Lookalike): boolean {
  const [before, after] = gapsAround(reading, other);
  const leftIsClear = parts(before) || before !== other.separator || reading.others[other.first - 1] !== undefined;
  const rightIsClear = parts(after) || after !== other.separator || reading.others[other.last + 1] !== undefined;
  return leftIsClear && rightIsClear;
}

/** Whether the span only looks like a card because it runs together this number and what is next to it. */
function explains(reading: Reading, span: Span, other: Lookalike): boolean {
  const isInside = span.first <= other.first && other.last <= span.last;
  if (!isInside) return standsApart(reading, other);
  if (other.kind === 'bank') return other.first === span.first && other.last === span.last;
  if (other.kind === 'meris') return false;
  const [before, after] = gapsAround(reading, other);
  return (other.first === span.first || parts(before)) && (other.last === span.last || parts(after));
}

/** Whether the span is nothing but whole numbers of other kinds with punctuation between them. */
function isListOfOthers(reading: Reading, { first, last }: Span): boolean {
  for (let group = first; group <= last; group += 1) {
    const other = reading.others[group];
    if (!other || other.first < first || other.last > last) return false;
    if (other.first === group && group !== first && !parts(reading.groups[group]?.gap)) return false;
  }
  return true;
}

/** Text of ASCII with nothing encoded and too few digits, or what may stand for one, is most text there is. */
function isShortOfDigits(text: string): boolean {
  if (!/^[\x20-\x7e\n]*$/.test(text) || /[&%\\]/.test(text)) return false;
  return text.replaceAll(/[^0-9OoIl|]/g, '').length < SHORTEST && !/\b(?:one|two|three|four|five|six)\b/i.test(text);
}

function readsAsCard(plain: string): boolean {
  const groups = digitGroups(plain);
  if (groups.some(({ digits }) => startsWithCard(digits))) return true;
  const reading: Reading = { groups, others: lookalikes(groups, plain) };
  for (const span of cardLikeSpans(groups)) {
    const within = reading.others.slice(span.first, span.last + 1).filter((other) => other !== undefined);
    const isExplained = within.some((other) => explains(reading, span, other));
    if (!isExplained && !isListOfOthers(reading, span)) return true;
  }
  return false;
}

/**
 * Whether free text holds what looks like a payment card number: 13 to 19 digits that start as a known scheme's do and
 * pass the Luhn check. Text for which this is true is refused, never stored, and never echoed.
 *
 * It is read in four ways, and one that shows a card is enough: as it stands and with its encodings undone (`decoded`),
 * each as an eye reads it (`plainText`) and with words and letters in the place of digits (`withWrittenDigits`). Of
 * each reading, numbers that their letters mark as something else are taken out (`withoutMarkedNumbers`); every row of
 * digit groups that may be one number (`digitGroups`: a few marks or one letter between them, a line end as well) and
 * looks like a card's is then found, unless it is explained by what it holds: an LPA reference, one of our own, a
 * telephone number, bank details (`lookalikes`), standing apart from what is next to it.
 *
 * It errs towards seeing a card: of other long numbers that start like one, about a tenth are taken for one.
 */
export function containsCardNumber(text: string): boolean {
  if (isShortOfDigits(text)) return false;
  return [...new Set([text, decoded(text)])].some((written) => {
    const plain = withoutMarkedNumbers(plainText(written));
    return readsAsCard(plain) || readsAsCard(withWrittenDigits(plain));
  });
}

/** Whether digits that were typed into several fields make a card number when read one after the other. */
export function isCardNumber(digits: string): boolean {
  return isIssuedLength(digits) && looksLikeCard(digits);
}
