import { formatPounds, type Pence } from '../../shared/money.ts';

interface RefundFacts {
  readonly refundId: number;
  readonly paymentReference: string;
  readonly amount: Pence;
}

/** What is kept of each change of a refund. */
export interface RefundAuditFacts {
  'refund.asked-for': RefundFacts & { readonly reason: string };
  'refund.withdrawn': RefundFacts;
  'refund.approved': RefundFacts;
  'refund.sent': RefundFacts;
  'refund.unknown': RefundFacts;
  'refund.confirmed': RefundFacts;
  'refund.failed': RefundFacts & { readonly failure: string };
}

const what = ({ refundId, paymentReference, amount }: RefundFacts): string =>
  `refund ${refundId} of ${formatPounds(amount)} of card payment ${paymentReference}`;

/** Kind → its sentence. */
export const REFUND_SENTENCES: {
  readonly [Kind in keyof RefundAuditFacts]: (facts: RefundAuditFacts[Kind]) => string;
} = {
  'refund.asked-for': (facts) => `Asked for ${what(facts)}: ${facts.reason}`,
  'refund.withdrawn': (facts) => `Took ${what(facts)} back; no money moved`,
  'refund.approved': (facts) => `Approved ${what(facts)}: it is off the credit on account`,
  'refund.sent': (facts) => `Sent ${what(facts)} to GOV.UK Pay`,
  'refund.unknown': (facts) => `GOV.UK Pay did not answer ${what(facts)}; it is looked for there`,
  'refund.confirmed': (facts) => `Confirmed ${what(facts)}: the money has gone back`,
  'refund.failed': (facts) => `Failed ${what(facts)} (${facts.failure}): it is credit on account again`,
};
