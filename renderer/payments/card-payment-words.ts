import type { CardPaymentState, CardPaymentView } from '../../shared/contracts/payments.ts';
import { formatPounds } from '../../shared/money.ts';

/** What the one primary button of a payment does. */
export type PaymentAct = 'open-card-page' | 'check' | 'start-again' | 'another-card' | 'done';

/** What is known of a payment when words are chosen. */
type Told = Pick<CardPaymentView, 'amount'>;

/** How a state reads to the agent with a caller on the line. */
export interface PaymentWords {
  readonly heading: (payment: Told) => string;
  /** What the state means for the money. */
  readonly money: string;
  /** What the agent does next, in this order. */
  readonly next: readonly string[];
  readonly primary: PaymentAct | null;
  /** Failures and doubts are read out at once; all else waits for a pause. */
  readonly readOut: 'politely' | 'at-once';
}

const always = (heading: string) => () => heading;
const paid = ({ amount }: Told) => `Paid ${formatPounds(amount)}`;

const NOT_STARTED = 'No card page was opened, so no money can be taken.';
const NO_MONEY = 'No money was taken.';
const ASK_FOR_CARD = [
  'Say “I am pausing the recording now”.',
  'Ask for the card number, expiry date, name on the card and security code.',
  'Type them on the card page and nowhere else.',
];

/** Total: a new state does not compile until somebody has written what the agent reads. */
export const CARD_PAYMENT_GUIDE: Readonly<Record<CardPaymentState, PaymentWords>> = {
  sending: {
    heading: always('Starting the payment'),
    money: 'No money can move yet.',
    next: ['Wait a moment. GOV.UK Pay is being asked for a card page.'],
    primary: null,
    readOut: 'politely',
  },
  refused: {
    heading: always('GOV.UK Pay would not start this payment'),
    money: NOT_STARTED,
    next: ['Start again, once.', 'If it is refused again, offer a bank transfer and tell support the GOV.UK Pay code.'],
    primary: 'start-again',
    readOut: 'at-once',
  },
  'create-unknown': {
    heading: always('GOV.UK Pay did not answer'),
    money: NOT_STARTED,
    next: ['You can start again now.', 'We look for the unanswered payment by ourselves, and cancel it if it exists.'],
    primary: 'start-again',
    readOut: 'at-once',
  },
  'orphan-found': {
    heading: always('GOV.UK Pay did not answer in time'),
    money: NOT_STARTED,
    next: ['You can start again now.', 'The payment turned up at GOV.UK Pay and is being cancelled there.'],
    primary: 'start-again',
    readOut: 'politely',
  },
  'orphan-closed': {
    heading: always('This payment did not start'),
    money: `It turned up at GOV.UK Pay late and ended there. ${NO_MONEY}`,
    next: ['Start again if it is still to be paid.'],
    primary: 'start-again',
    readOut: 'politely',
  },
  'orphan-absent': {
    heading: always('This payment did not start'),
    money: `GOV.UK Pay knows of no such payment. ${NO_MONEY}`,
    next: ['Start again if it is still to be paid.'],
    primary: 'start-again',
    readOut: 'politely',
  },
  'awaiting-card': {
    heading: always('Ready for the card'),
    money: 'No money has moved.',
    next: ASK_FOR_CARD,
    primary: 'open-card-page',
    readOut: 'politely',
  },
  'card-entry': {
    heading: always('Ready for the card details'),
    money: 'The card page has been opened. No money has moved.',
    next: ASK_FOR_CARD,
    primary: 'open-card-page',
    readOut: 'politely',
  },
  'to-confirm': {
    heading: always('Card accepted. Now confirm'),
    money: 'No money has moved yet.',
    next: ['Read the amount out once more.', 'Press Confirm payment on the card page.'],
    primary: 'open-card-page',
    readOut: 'politely',
  },
  cancelling: {
    heading: always('Cancelling the payment'),
    money: 'Until GOV.UK Pay says that it is cancelled, it may still be paid. Do not take the card again.',
    next: ['Wait a moment. How it ended shows here by itself.'],
    primary: 'check',
    readOut: 'politely',
  },
  'outcome-unknown': {
    heading: always('We do not know yet whether this was paid'),
    money: 'Money may have been taken. Do not take the card again.',
    next: [
      'We go on asking GOV.UK Pay by ourselves until it answers. Nobody can pay the same LPAs meanwhile.',
      'If the caller cannot wait, give them the reference. The invoice will show how it ended.',
    ],
    primary: 'check',
    readOut: 'at-once',
  },
  paid: {
    heading: paid,
    money: 'Confirmed, and in the books.',
    next: ['Read out the reference.', 'Say “I am starting the recording again”.'],
    primary: 'done',
    readOut: 'politely',
  },
  captured: {
    heading: paid,
    money: 'The card provider has taken the money.',
    next: [],
    primary: 'done',
    readOut: 'politely',
  },
  declined: {
    heading: always('The card was declined'),
    money: NO_MONEY,
    next: ['Ask for another card, or ask the caller to ring their bank.'],
    primary: 'another-card',
    readOut: 'at-once',
  },
  expired: {
    heading: always('The payment ran out of time'),
    money: `It was not confirmed within 90 minutes. ${NO_MONEY}`,
    next: ['Start again if the caller still wants to pay.'],
    primary: 'start-again',
    readOut: 'at-once',
  },
  'cancelled-on-page': {
    heading: always('Cancelled on the card page'),
    money: NO_MONEY,
    next: ['Start again if the caller still wants to pay.'],
    primary: 'start-again',
    readOut: 'at-once',
  },
  cancelled: {
    heading: always('The payment is cancelled'),
    money: NO_MONEY,
    next: ['Start again if the caller still wants to pay.'],
    primary: 'start-again',
    readOut: 'politely',
  },
  'provider-error': {
    heading: always('The card provider failed'),
    money: NO_MONEY,
    next: ['Start again, once.', 'If it fails again, offer a bank transfer and tell support the GOV.UK Pay code.'],
    primary: 'start-again',
    readOut: 'at-once',
  },
  reversed: {
    heading: ({ amount }) => `${formatPounds(amount)} was paid, then reversed`,
    money: 'The card provider could not collect the money. What this payment paid is due again.',
    next: ['Tell the organisation.', 'Take the payment again, or give the bank details.'],
    primary: 'start-again',
    readOut: 'at-once',
  },
};
