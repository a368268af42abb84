import { formatLocalDate, type LocalDate } from '../../shared/local-date.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';

/** What is kept of each step of a card payment. */
export interface CardPaymentAuditFacts {
  'card-payment.started': CardPaymentFacts & { readonly invoices: readonly string[]; readonly lineCount: number };
  'card-payment.sent': CardPaymentFacts;
  'card-payment.refused-by-pay': CardPaymentFacts & { readonly payCode: string | null };
  'card-payment.create-unknown': CardPaymentFacts;
  'card-payment.orphan-found': CardPaymentFacts;
  'card-payment.orphan-closed': CardPaymentFacts;
  'card-payment.orphan-absent': CardPaymentFacts;
  'card-payment.card-page-opened': CardPaymentFacts;
  'card-payment.cancel-asked': CardPaymentFacts;
  'card-payment.in-doubt': CardPaymentFacts;
  'card-payment.paid': CardPaymentFacts & { readonly paidOn: LocalDate; readonly becameCredit: Pence };
  'card-payment.captured': CardPaymentFacts & { readonly capturedOn: LocalDate };
  'card-payment.declined': CardPaymentFacts;
  'card-payment.expired': CardPaymentFacts;
  'card-payment.cancelled-on-page': CardPaymentFacts;
  'card-payment.cancelled': CardPaymentFacts;
  'card-payment.provider-error': CardPaymentFacts;
  'card-payment.reversed': CardPaymentFacts & { readonly reversedOn: LocalDate };
}

interface CardPaymentFacts {
  readonly paymentReference: string;
  readonly attemptId: string;
  readonly amount: Pence;
}

const payment = (facts: CardPaymentFacts): string =>
  `card payment ${facts.paymentReference} of ${formatPounds(facts.amount)}`;
const lines = (count: number): string => `${count} ${count === 1 ? 'LPA' : 'LPAs'}`;

/** Kind → its sentence. */
export const CARD_PAYMENT_SENTENCES: {
  readonly [Kind in keyof CardPaymentAuditFacts]: (facts: CardPaymentAuditFacts[Kind]) => string;
} = {
  'card-payment.started': (facts) =>
    `Started ${payment(facts)} for ${lines(facts.lineCount)} on ${facts.invoices.join(', ')}`,
  'card-payment.sent': (facts) => `GOV.UK Pay opened ${payment(facts)}`,
  'card-payment.refused-by-pay': (facts) =>
    `GOV.UK Pay did not accept ${payment(facts)}${facts.payCode === null ? '' : ` (${facts.payCode})`}`,
  'card-payment.create-unknown': (facts) =>
    `No answer from GOV.UK Pay to ${payment(facts)}; nobody can pay it, and its lines are free again`,
  'card-payment.orphan-found': (facts) => `Found the unanswered ${payment(facts)} at GOV.UK Pay`,
  'card-payment.orphan-closed': (facts) =>
    `The unanswered ${payment(facts)} is closed at GOV.UK Pay; no money was taken`,
  'card-payment.orphan-absent': (facts) => `The unanswered ${payment(facts)} never reached GOV.UK Pay`,
  'card-payment.card-page-opened': (facts) => `Opened the card page for ${payment(facts)}`,
  'card-payment.cancel-asked': (facts) => `Asked GOV.UK Pay to cancel ${payment(facts)}`,
  'card-payment.in-doubt': (facts) => `GOV.UK Pay does not say what became of ${payment(facts)}; asking again`,
  'card-payment.paid': (facts) =>
    `Paid: ${payment(facts)}, accounting day ${formatLocalDate(facts.paidOn)}${
      facts.becameCredit > 0 ? `; ${formatPounds(facts.becameCredit)} became credit on account` : ''
    }`,
  'card-payment.captured': (facts) => `Captured: ${payment(facts)} on ${formatLocalDate(facts.capturedOn)}`,
  'card-payment.declined': (facts) => `Declined: ${payment(facts)}`,
  'card-payment.expired': (facts) => `Expired: ${payment(facts)}; no money was taken`,
  'card-payment.cancelled-on-page': (facts) => `Cancelled on the card page: ${payment(facts)}`,
  'card-payment.cancelled': (facts) => `Cancelled: ${payment(facts)}`,
  'card-payment.provider-error': (facts) => `Failed at the payment provider: ${payment(facts)}; no money was taken`,
  'card-payment.reversed': (facts) =>
    `Taken back: ${payment(facts)} failed at the provider after it was confirmed; its lines are due again`,
};
