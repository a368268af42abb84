const NAMED_MARKS: Readonly<Record<string, string>> = {
  ...{ nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', hairsp: ' ', tab: ' ', newline: '\n' },
  ...{ zwj: '', zwnj: '', shy: '', dash: '-', hyphen: '-', ndash: '-', mdash: '-', minus: '-' },
  ...{ period: '.', comma: ',', colon: ':', sol: '/', lowbar: '_', amp: '&', percnt: '%', num: '#', semi: ';' },
};

const ENTITY = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,8}))(?:;|(?=[^0-9a-z;])|$)/gi;
const BACKSLASHED = /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2}))/gi;
const PERCENT = /(?:%[0-9a-f]{2})+/gi;

/** The character of a number in an entity or escape; nothing where there is none. */
function charOf(digits: string, radix: 10 | 16): string {
  const code = Number.parseInt(digits, radix);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function fromPercent(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    // Bytes of another encoding: those that are plain letters and digits are read all the same.
    return run.replaceAll(/%([0-9a-f]{2})/gi, (_found, hex: string) => charOf(hex, 16));
  }
}

function decodeOnce(text: string): string {
  return text
    .replaceAll(PERCENT, fromPercent)
    .replaceAll(ENTITY, (found, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return charOf(hex, 16);
      if (decimal !== undefined) return charOf(decimal, 10);
      return NAMED_MARKS[(name ?? '').toLowerCase()] ?? found;
    })
    .replaceAll(BACKSLASHED, (_found, braced?: string, four?: string, two?: string) =>
      charOf(braced ?? four ?? two ?? '', 16),
    );
}

/** The text with HTML entities, percent encoding and backslash escapes read, one inside the other as well. */
export function decoded(text: string): string {
  return /[&%\\]/.test(text) ? decodeOnce(decodeOnce(text)) : text;
}

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const DIGIT_OF = new Map([...WORDS.map((word, digit) => [word, String(digit)] as const), ['oh', '0'], ['nought', '0']]);
const SPOKEN_DIGIT = `(?:(?:double|treble|triple)[ -])?(?:${[...DIGIT_OF.keys()].join('|')})`;
/** Four or more, one after the other: fewer are prose. */
const SPOKEN = new RegExp(`\\b${SPOKEN_DIGIT}(?:[ ,.\\n-]{1,3}${SPOKEN_DIGIT}){3,}\\b`, 'gi');
const TIMES: Readonly<Record<string, number>> = { double: 2, treble: 3, triple: 3 };

function digitsOfSpoken(spoken: string): string {
  let times = 1;
  let digits = '';
  for (const word of spoken.toLowerCase().split(/[ ,.\n-]+/)) {
    digits += (DIGIT_OF.get(word) ?? '').repeat(times);
    times = TIMES[word] ?? 1;
  }
  return digits;
}

/** Letters that stand for 0 and 1 in Latin, Greek and Cyrillic hands. */
const ZEROS = 'OoΟοОо';
const ONES = 'Il|';
const LIKE_DIGITS = `[0-9${ZEROS}${ONES}]`;
const NOT_IN_WORD = { before: '(?<![\\p{L}\\p{N}])', after: '(?![\\p{L}\\p{N}])' };
/** A group of three or more, or a row of thirteen and more in groups of any size. */
const GROUP = new RegExp(`${NOT_IN_WORD.before}${LIKE_DIGITS}{3,}${NOT_IN_WORD.after}`, 'gu');
const ROW = new RegExp(`${NOT_IN_WORD.before}${LIKE_DIGITS}(?:[ .-]?${LIKE_DIGITS}){12,}${NOT_IN_WORD.after}`, 'gu');

function digitsOfLetters(group: string): string {
  return Array.from(group, (char) => (ZEROS.includes(char) ? '0' : ONES.includes(char) ? '1' : char)).join('');
}

/** Plain text with spoken digits ("double four one") and letters in the place of digits ("4OOl") as digits. */
export function withWrittenDigits(plain: string): string {
  return plain.replaceAll(SPOKEN, digitsOfSpoken).replaceAll(ROW, digitsOfLetters).replaceAll(GROUP, digitsOfLetters);
}
