import { formatPounds, type Pence } from '../../shared/money.ts';

/** What is kept of each change of what payments and credit meet. */
export interface AllocationAuditFacts {
  'credit.applied': { readonly amount: Pence; readonly lineCount: number };
  'suspense.recorded': { readonly suspenseId: number; readonly amount: Pence; readonly channel: string };
  'suspense.placed': {
    readonly suspenseId: number;
    readonly amount: Pence;
    /** The organisation's reference. */
    readonly to: string;
    readonly becameCredit: Pence;
  };
  'receipt-change.asked-for': { readonly changeId: number; readonly title: string; readonly amount: Pence };
  'receipt-change.withdrawn': { readonly changeId: number };
  'receipt-change.applied': {
    readonly changeId: number;
    readonly title: string;
    readonly amount: Pence;
    readonly becameCredit: Pence;
  };
}

const lines = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'line' : 'lines'}`;
const credit = (amount: Pence): string => (amount > 0 ? `; ${formatPounds(amount)} of it is credit on account` : '');

/** Kind → its sentence. */
export const ALLOCATION_SENTENCES: {
  readonly [Kind in keyof AllocationAuditFacts]: (facts: AllocationAuditFacts[Kind]) => string;
} = {
  'credit.applied': ({ amount, lineCount }) =>
    `${formatPounds(amount)} of credit on account set against ${lines(lineCount)}`,
  'suspense.recorded': ({ suspenseId, amount, channel }) =>
    `Payment ${suspenseId} of ${formatPounds(amount)} (${channel}) put in suspense: nobody knows yet whose it is`,
  'suspense.placed': ({ suspenseId, amount, to, becameCredit }) =>
    `Payment ${suspenseId} of ${formatPounds(amount)} taken out of suspense and placed on ${to}${credit(becameCredit)}`,
  'receipt-change.asked-for': ({ title }) => `Asked to change a payment: ${title}`,
  'receipt-change.withdrawn': ({ changeId }) => `Took change ${changeId} of a payment back; nothing of it was done`,
  'receipt-change.applied': ({ title, becameCredit }) => `Done, as approved: ${title}${credit(becameCredit)}`,
};
