// Without I, O and Q, which are taken for 1, 0 and 0. Twenty-three letters, so that sums are taken modulo a prime.
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/**
 * The check letter of up to 21 digits: digits weighed 2, 3, 4 and on, summed from `offset`, modulo 23. As the weights
 * are distinct and none is a multiple of 23, one wrong digit or any two digits swapped always change the letter.
 * @param offset sets kinds of reference apart, so that digits heard under the wrong prefix do not pass either
 */
export function checkLetter(digits: string, offset: number): string {
  let sum = offset;
  for (const [i, digit] of digits.split('').entries()) {
    sum += (i + 2) * Number(digit);
  }
  return LETTERS.charAt(sum % LETTERS.length);
}
