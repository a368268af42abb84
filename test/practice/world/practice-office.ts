import { PRACTICE_BANK } from './practice-bank.ts';

/** The office as practice letters have it. */
export const PRACTICE_OFFICE = {
  name: 'Office of the Public Guardian',
  postalAddress: ['PO Box 16185', 'Birmingham', 'B2 2WH'],
  paymentPhone: '0300 456 0300',
  bank: PRACTICE_BANK,
};
