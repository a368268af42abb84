/** An unbroken row of digits, and what stands between it and the one before where the two may be one number. */
export type DigitGroup = {
  readonly digits: string;
  readonly at: number;
  /** The text between this group and the one before; undefined when too much stands there for one number. */
  readonly gap: string | undefined;
};

const DECIMAL_DIGIT = /^\p{Nd}$/u;

/** Every script keeps its ten digits in a row, zero first, so the value is the distance from the row's start. */
function asciiDigit(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  let before = 0;
  while (DECIMAL_DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/**
 * The text as an eye reads it: digits of any script as 0-9, every dash as '-', spaces as ' ' (line ends as '\n'),
 * invisible characters and combining marks gone.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{M}\u115F\u1160\u3164]/gu, '')
    .replaceAll(/[\p{Dash_Punctuation}\u2212]/gu, '-')
    .replaceAll(/[\n\r\u2028\u2029]/g, '\n')
    .replaceAll(/[^\S\n]/g, ' ')
    .replaceAll(/\p{Nd}/gu, (char) => (char <= '9' ? char : asciiDigit(char)));
}

/** From here on a row of digits is a whole number by itself, and a bracket behind it opens something else. */
const WHOLE_NUMBER = 9;

/** A few marks at most, one letter at most, and no currency sign, which begins an amount of its own. */
function mayJoin(before: string, gap: string): boolean {
  if (before.length >= WHOLE_NUMBER && gap.includes('(')) return false;
  const marks = gap.replaceAll(/(.)\1+/gsu, '$1');
  return Array.from(marks).length <= 3 && !/\p{L}.*\p{L}/su.test(marks) && !/\p{Sc}/u.test(marks);
}

/** The groups of digits in plain text, in order. */
export function digitGroups(plain: string): DigitGroup[] {
  let end = 0;
  let before = '';
  return [...plain.matchAll(/[0-9]+/g)].map((match) => {
    const gap = plain.slice(end, match.index);
    const joins = before !== '' && mayJoin(before, gap);
    end = match.index + match[0].length;
    [before] = match;
    return { digits: match[0], at: match.index, gap: joins ? gap : undefined };
  });
}
