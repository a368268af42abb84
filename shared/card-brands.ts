type Brand = {
  /** Lowest and highest leading digits, compared over as many digits as they have. */
  readonly prefixes: readonly (readonly [string, string])[];
  readonly lengths: readonly number[];
};

const BRANDS: readonly Brand[] = [
  { prefixes: [['4', '4']], lengths: [13, 16, 19] }, // Visa
  {
    prefixes: [
      ['51', '55'],
      ['2221', '2720'],
    ],
    lengths: [16],
  }, // Mastercard
  {
    prefixes: [
      ['34', '34'],
      ['37', '37'],
    ],
    lengths: [15],
  }, // American Express
  { prefixes: [['3528', '3589']], lengths: [16, 17, 18, 19] }, // JCB
  {
    prefixes: [
      ['300', '305'],
      ['36', '36'],
      ['38', '39'],
    ],
    lengths: [14, 15, 16, 17, 18, 19],
  }, // Diners
  // Maestro, with Discover (6011, 644-65) and UnionPay (62) inside its range.
  {
    prefixes: [
      ['50', '50'],
      ['56', '69'],
    ],
    lengths: [13, 14, 15, 16, 17, 18, 19],
  },
];

function brandOf(digits: string): Brand | undefined {
  return BRANDS.find(({ prefixes }) =>
    prefixes.some(([low, high]) => {
      const leading = digits.slice(0, low.length);
      return low <= leading && leading <= high;
    }),
  );
}

/** Whether a card scheme known to us numbers its cards from these leading digits. */
export function hasCardPrefix(digits: string): boolean {
  return brandOf(digits) !== undefined;
}

/** Whether the scheme these digits lead to issues numbers of this length. */
export function isIssuedLength(digits: string): boolean {
  return brandOf(digits)?.lengths.includes(digits.length) ?? false;
}
