const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Whether the digits pass the Luhn check, the last being its check digit. Other characters make it false. */
export function passesLuhn(digits: string): boolean {
  if (!/^[0-9]+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighed = i % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

// Damm's quasigroup of order ten: totally anti-symmetric, with zeros on the diagonal.
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/** Whether the digits pass the Damm check, the last being its check digit. Other characters make it false. */
export function passesDamm(digits: string): boolean {
  if (!/^[0-9]+$/.test(digits)) return false;
  let interim = 0;
  for (const digit of digits) {
    interim = DAMM[interim]?.[Number(digit)] ?? 0;
  }
  return interim === 0;
}

/** The digit that makes `payload` pass when put after it. @throws RangeError when no digit does (not all digits). */
export function checkDigitFor(payload: string, passes: (digits: string) => boolean): string {
  for (const digit of DIGITS) {
    if (passes(payload + digit)) return digit;
  }
  throw new RangeError('A check digit is worked out over digits only');
}

/**
 * Every text that differs from `digits` in one digit, or by two neighbours swapped: what a slip of the finger or the ear
 * makes of a number. Swaps come first, being the likelier slip once all digits were heard.
 */
export function oneSlipAway(digits: string): string[] {
  const swapped = digits
    .split('')
    .slice(1)
    .flatMap((right, i) => {
      const left = digits.charAt(i);
      return left === right ? [] : [digits.slice(0, i) + right + left + digits.slice(i + 2)];
    });
  const replaced = digits
    .split('')
    .flatMap((old, i) =>
      DIGITS.filter((digit) => digit !== old).map((digit) => digits.slice(0, i) + digit + digits.slice(i + 1)),
    );
  return [...swapped, ...replaced];
}
