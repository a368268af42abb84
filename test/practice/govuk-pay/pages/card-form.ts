import { cardBrand, passesLuhn } from '../cards/card-brand.ts';
import type { Card } from '../payment.ts';

export type CardField = 'cardNo' | 'expiryMonth' | 'cardholderName' | 'cvc';
export type CardErrors = Partial<Record<CardField, string>>;

type EnteredCard = Omit<Card, 'type'>;

/** What was typed that may be shown again; the number and the security code never are. */
export type CardFormEcho = { expiryMonth: string; expiryYear: string; cardholderName: string };

/** The input each field's message leads to. */
export const INPUT_IDS: Record<CardField, string> = {
  cardNo: 'card-no',
  expiryMonth: 'expiry-month',
  cardholderName: 'cardholder-name',
  cvc: 'cvc',
};

/**
 * Checks a posted card form as Pay's page does, against the clock's month. Gives either the messages by field, or what
 * may be kept of the card with its number, which the caller uses once and forgets.
 */
export function readCardForm(
  form: URLSearchParams,
  now: number,
): { errors: CardErrors } | { number: string; card: EnteredCard } {
  const typed = (name: string): string => (form.get(name) ?? '').trim();
  const number = typed('cardNo').replaceAll(/\D/g, '');
  const [month, year] = [typed('expiryMonth'), typed('expiryYear')];
  const checks: Record<CardField, string | undefined> = {
    cardNo: cardNumberError(number),
    expiryMonth: expiryError(month, year, now),
    cardholderName: nameError(typed('cardholderName')),
    cvc: /^\d{3,4}$/.test(typed('cvc').replaceAll(/\D/g, '')) ? undefined : 'Enter a valid card security code',
  };
  const errors: CardErrors = {};
  for (const field of ['cardNo', 'expiryMonth', 'cardholderName', 'cvc'] as const) {
    const error = checks[field];
    if (error !== undefined) errors[field] = error;
  }
  if (Object.keys(errors).length > 0) return { errors };
  const card: EnteredCard = {
    brand: cardBrand(number)?.label ?? '',
    firstDigits: number.slice(0, 6),
    lastDigits: number.slice(-4),
    expiry: `${month.padStart(2, '0')}/${year.slice(-2)}`,
    cardholderName: typed('cardholderName'),
  };
  return { number, card };
}

/** What of a posted form goes back into the page with its messages. */
export function echoOf(form: URLSearchParams): CardFormEcho {
  return {
    expiryMonth: form.get('expiryMonth') ?? '',
    expiryYear: form.get('expiryYear') ?? '',
    cardholderName: form.get('cardholderName') ?? '',
  };
}

function cardNumberError(number: string): string | undefined {
  if (number === '') return 'Enter a valid card number';
  if (number.length < 12 || number.length > 19) return 'Card number is not the correct length';
  if (!passesLuhn(number)) return 'Enter a valid card number';
  return cardBrand(number)?.accepted ? undefined : 'This card type is not accepted';
}

function expiryError(month: string, year: string, now: number): string | undefined {
  if (!/^(0?[1-9]|1[0-2])$/.test(month) || !/^(\d{2}|20\d{2})$/.test(year)) return 'Enter a valid expiry date';
  const monthsAhead = monthNumber(Number(year.slice(-2)) + 2000, Number(month)) - monthOf(new Date(now));
  return monthsAhead < 0 ? 'Enter an expiry date in the future' : undefined;
}

function monthNumber(year: number, month: number): number {
  return year * 12 + month;
}

function monthOf(date: Date): number {
  return monthNumber(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

function nameError(name: string): string | undefined {
  const digits = name.replaceAll(/\D/g, '');
  const looksWrong = digits.length > 11 || /^\d{3,4}$/.test(name);
  return name === '' || name.length > 200 || looksWrong ? 'Enter the name as it appears on the card' : undefined;
}
