const UP_TO_NINETEEN = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES: readonly (readonly [number, string])[] = [
  [1_000_000_000_000, 'trillion'],
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1_000, 'thousand'],
];

function belowHundredInWords(n: number): string {
  if (n < 20) return UP_TO_NINETEEN[n] ?? '';
  const tens = TENS[Math.floor(n / 10)] ?? '';
  return n % 10 === 0 ? tens : `${tens}-${UP_TO_NINETEEN[n % 10]}`;
}

function belowThousandInWords(n: number): string {
  if (n < 100) return belowHundredInWords(n);
  const hundreds = `${UP_TO_NINETEEN[Math.floor(n / 100)]} hundred`;
  return n % 100 === 0 ? hundreds : `${hundreds} and ${belowHundredInWords(n % 100)}`;
}

/**
 * A whole number from zero to below a thousand trillion, as the British say it: 'and' stands before the last two digits,
 * also straight after thousands ('one thousand and five').
 */
export function wholeNumberInWords(n: number): string {
  const parts: string[] = [];
  let rest = n;
  for (const [size, name] of SCALES) {
    if (rest < size) continue;
    parts.push(`${belowThousandInWords(Math.floor(rest / size))} ${name}`);
    rest %= size;
  }
  if (rest > 0 && rest < 100 && parts.length > 0) parts.push('and');
  if (rest > 0 || parts.length === 0) parts.push(belowThousandInWords(rest));
  return parts.join(' ');
}
