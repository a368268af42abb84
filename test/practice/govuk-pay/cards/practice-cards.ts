import type { Authorisation, CaptureBehaviour, Card } from '../payment.ts';

type Authorised = Authorisation['outcome'];

export type PracticeCard = {
  number: string;
  type: Card['type'];
  authorised: Authorised;
  authorisationMs: number;
  afterConfirm: CaptureBehaviour;
  means: string;
};

const SLOW_AUTHORISATION_MS = 20_000;

const pays = (number: string, type: Card['type'], means: string): PracticeCard => ({
  number,
  type,
  authorised: 'AUTHORISATION SUCCESS',
  authorisationMs: 0,
  afterConfirm: 'captured',
  means,
});
const fails = (number: string, authorised: Authorised, means: string): PracticeCard => ({
  ...pays(number, 'credit', means),
  authorised,
});

/** The cards of Pay's own sandbox, and what each leads to. */
export const SANDBOX_CARDS: readonly PracticeCard[] = [
  pays('4444333322221111', 'credit', 'Visa credit: paid'),
  pays('4242424242424242', 'credit', 'Visa credit: paid'),
  pays('4000056655665556', 'debit', 'Visa debit: paid'),
  pays('4988080000000000', 'debit', 'Visa debit, corporate: paid'),
  pays('4000160000000004', 'debit', 'Visa debit, prepaid: paid'),
  pays('4131840000000003', 'debit', 'Visa debit, corporate prepaid: paid'),
  pays('4111111111111111', 'credit', 'Visa credit, corporate: paid'),
  pays('4000000000000010', null, 'Visa, credit or debit: paid'),
  pays('222100000000000', 'credit', 'Mastercard credit (15 digits): paid'),
  pays('5105105105105100', 'debit', 'Mastercard debit: paid'),
  pays('5200828282828210', 'debit', 'Mastercard debit: paid'),
  pays('371449635398431', 'credit', 'American Express: paid'),
  pays('3566002020360505', 'credit', 'JCB: paid'),
  pays('6011000990139424', 'credit', 'Discover: paid'),
  pays('36148900647913', null, 'Diners Club: paid'),
  pays('4917610000000000003', null, 'Visa (19 digits): paid'),
  pays('4000020000000000', null, 'Visa: paid'),
  pays('4000180000000002', null, 'Visa: paid'),
  pays('4293189100000008', null, 'Visa: paid'),
  pays('5101180000000007', null, 'Mastercard: paid'),
  fails('4000000000000002', 'AUTHORISATION REJECTED', 'Declined: failed, P0010'),
  fails('4000000000000069', 'AUTHORISATION REJECTED', 'Card expired: failed, P0010'),
  fails('4000000000000127', 'AUTHORISATION REJECTED', 'Wrong security code: failed, P0010'),
  fails('4000000000000119', 'AUTHORISATION ERROR', 'General error: error, P0050'),
];

/** Cards that only this stand-in knows, for what Pay's sandbox cannot show. */
export const FAULT_CARDS: readonly PracticeCard[] = [
  {
    ...pays('4000000000002008', 'credit', 'Authorised after 20 seconds on the waiting page, then paid'),
    authorisationMs: SLOW_AUTHORISATION_MS,
  },
  {
    ...pays('4000000000003006', 'credit', 'Paid, then the capture fails: success, later error P0050'),
    afterConfirm: 'capture-fails',
  },
  {
    ...pays('4000000000004004', 'credit', 'Paid, but captured a day later'),
    afterConfirm: 'captured-a-day-later',
  },
  {
    ...pays('4000000000005001', 'credit', 'The provider fails at Confirm: error P0050'),
    afterConfirm: 'provider-error-at-confirm',
  },
  {
    ...pays('4000000000006009', 'credit', 'Paid, but the answer to Confirm is lost on its way to the browser'),
    afterConfirm: 'confirm-answer-lost',
  },
];

/** What a valid number leads to; one that is in neither list is "Unsupported card details", an error. */
export function practiceCard(number: string): PracticeCard {
  const known = [...SANDBOX_CARDS, ...FAULT_CARDS].find((card) => card.number === number);
  return known ?? fails(number, 'AUTHORISATION ERROR', 'Unsupported card details: error, P0050');
}
