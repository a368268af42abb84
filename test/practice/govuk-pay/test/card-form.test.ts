import { describe, expect, test } from 'vitest';
import { cardBrand, passesLuhn } from '../cards/card-brand.ts';
import { FAULT_CARDS, SANDBOX_CARDS } from '../cards/practice-cards.ts';
import { readCardForm } from '../pages/card-form.ts';

const MARCH_2026 = Date.parse('2026-03-31T23:59:59Z');
const GOOD = { cardNo: '4444333322221111', expiryMonth: '03', expiryYear: '26', cardholderName: 'A Payer', cvc: '123' };

const read = (changes: Partial<typeof GOOD>) => readCardForm(new URLSearchParams({ ...GOOD, ...changes }), MARCH_2026);

describe('the card form says what is wrong with', () => {
  test.each([
    ['no number', { cardNo: '' }, { cardNo: 'Enter a valid card number' }],
    ['11 digits', { cardNo: '42424242424' }, { cardNo: 'Card number is not the correct length' }],
    ['20 digits', { cardNo: '4'.repeat(20) }, { cardNo: 'Card number is not the correct length' }],
    ['a wrong check digit', { cardNo: '4444333322221112' }, { cardNo: 'Enter a valid card number' }],
    ['an unknown brand', { cardNo: '9000000000000001' }, { cardNo: 'This card type is not accepted' }],
    ['Maestro', { cardNo: '6759649826438453' }, { cardNo: 'This card type is not accepted' }],
    ['month 13', { expiryMonth: '13' }, { expiryMonth: 'Enter a valid expiry date' }],
    ['month 0', { expiryMonth: '0' }, { expiryMonth: 'Enter a valid expiry date' }],
    ['no year', { expiryYear: '' }, { expiryMonth: 'Enter a valid expiry date' }],
    ['a three-digit year', { expiryYear: '026' }, { expiryMonth: 'Enter a valid expiry date' }],
    ['last month', { expiryMonth: '2' }, { expiryMonth: 'Enter an expiry date in the future' }],
    ['last year', { expiryYear: '2025' }, { expiryMonth: 'Enter an expiry date in the future' }],
    ['no name', { cardholderName: ' ' }, { cardholderName: 'Enter the name as it appears on the card' }],
    [
      'a card number as name',
      { cardholderName: '444433332222' },
      { cardholderName: 'Enter the name as it appears on the card' },
    ],
    [
      'a security code as name',
      { cardholderName: '123' },
      { cardholderName: 'Enter the name as it appears on the card' },
    ],
    ['two digits of security code', { cvc: '12' }, { cvc: 'Enter a valid card security code' }],
    ['five digits of security code', { cvc: '12345' }, { cvc: 'Enter a valid card security code' }],
  ])('%s', (_name, changes, errors) => {
    expect(read(changes)).toEqual({ errors });
  });

  test('everything at once', () => {
    expect(readCardForm(new URLSearchParams(), MARCH_2026)).toEqual({
      errors: {
        cardNo: 'Enter a valid card number',
        expiryMonth: 'Enter a valid expiry date',
        cardholderName: 'Enter the name as it appears on the card',
        cvc: 'Enter a valid card security code',
      },
    });
  });
});

test('a good form gives the number once and keeps only its ends; this month is still good', () => {
  expect(read({ cardNo: '4444 3333-2222 1111', expiryMonth: '3', expiryYear: '2026' })).toEqual({
    number: '4444333322221111',
    card: { brand: 'Visa', firstDigits: '444433', lastDigits: '1111', expiry: '03/26', cardholderName: 'A Payer' },
  });
});

test.each([...SANDBOX_CARDS, ...FAULT_CARDS].map((card) => [card.number]))('%s can be entered', (number) => {
  expect(passesLuhn(number)).toBe(true);
  expect(read({ cardNo: number })).toHaveProperty('number', number);
});

test.each([
  ['4917610000000000003', 'Visa'],
  ['222100000000000', 'Mastercard'],
  ['2720990000000007', 'Mastercard'],
  ['5200828282828210', 'Mastercard'],
  ['371449635398431', 'American Express'],
  ['36148900647913', 'Diners Club'],
  ['3566002020360505', 'Jcb'],
  ['6011000990139424', 'Discover'],
  ['6200000000000005', 'Union Pay'],
  ['6759649826438453', 'Maestro'],
])('%s is %s', (number, brand) => {
  expect(cardBrand(number)?.label).toBe(brand);
});
