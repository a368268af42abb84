/** The brands by the digits they begin with, narrowest first where two overlap; labels as the API shows them. */
const BRANDS: readonly { label: string; accepted: boolean; begins: RegExp }[] = [
  { label: 'Visa', accepted: true, begins: /^4/ },
  { label: 'Mastercard', accepted: true, begins: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/ },
  { label: 'American Express', accepted: true, begins: /^3[47]/ },
  { label: 'Diners Club', accepted: true, begins: /^(30[0-5]|3[689])/ },
  { label: 'Jcb', accepted: true, begins: /^35(2[89]|[3-8])/ },
  { label: 'Discover', accepted: true, begins: /^(6011|64[4-9]|65)/ },
  { label: 'Union Pay', accepted: true, begins: /^62/ },
  { label: 'Maestro', accepted: false, begins: /^(50|5[6-9]|6)/ },
];

/** The brand of a card number, and whether this service takes it; undefined where no brand begins so. */
export function cardBrand(number: string): { label: string; accepted: boolean } | undefined {
  return BRANDS.find((brand) => brand.begins.test(number));
}

/** Luhn's check, which every card number passes. */
export function passesLuhn(number: string): boolean {
  const sum = number
    .split('')
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
