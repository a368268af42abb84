import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import type { CardPaymentPreview } from '../../shared/contracts/payments.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import type { AmountEntry } from './amount-entry.ts';
import { useAmountEntry } from './use-amount-entry.ts';
import { usePaymentPreview, type PaymentSelection } from './use-payment-preview.ts';
import { useStartCardPayment } from './use-start-card-payment.ts';
import { useWhenKnown } from './use-when-known.ts';

export interface PaymentSubject {
  readonly organisation: OrganisationReference;
  readonly organisationName: string;
  readonly invoices: readonly InvoiceNumber[];
  readonly lineIds: readonly number[];
}

type Refusal = CardPaymentPreview['refusal'];

const NONE: CardPaymentPreview['similar'] = [];

function isAboveDue(refusal: Refusal): boolean {
  return refusal?.code === 'AMOUNT_ABOVE_DUE';
}

function aboveDueWords(refusal: Refusal, amount: Pence | null, preview: CardPaymentPreview | undefined): string | null {
  if (!isAboveDue(refusal) || amount === null || preview === undefined) return null;
  return `${formatPounds(amount)} is more than is due. Enter ${formatPounds(preview.due)} or less.`;
}

function amountOf(entry: AmountEntry, preview: CardPaymentPreview | undefined): Pence | null {
  if (entry.kind === 'part') return entry.amount;
  return entry.kind === 'all' && preview !== undefined ? preview.due : null;
}

/** The start command as the form sees it: `isSent` from the press until the attempt is on screen. */
function useStart(onStarted: (attemptId: string) => void) {
  const start = useStartCardPayment(onStarted);
  return { ...start, isSent: start.status === 'sending' || start.status === 'done' };
}

function selectionOf(subject: PaymentSubject, entry: AmountEntry): PaymentSelection {
  return {
    organisation: subject.organisation,
    invoices: [...subject.invoices],
    lineIds: [...subject.lineIds],
    amount: entry.kind === 'part' ? entry.amount : null,
  };
}

/** The form of the pane: what is typed, what the server says it would do, and the one command that starts it. */
export function useTakePayment(subject: PaymentSubject, onStarted: (attemptId: string) => void) {
  const { text, entry, wrong, type, takePart, ask } = useAmountEntry();
  const selection = selectionOf(subject, entry);
  const { query, isCurrent } = usePaymentPreview(selection);
  const start = useStart(onStarted);
  const preview = query.data;
  const amount = amountOf(entry, preview);
  // What this desk is starting holds its own lines: that is no refusal.
  const refusal = start.isSent ? null : (preview?.refusal ?? null);
  const canStart = amount !== null && preview !== undefined && !start.isSent && !(isCurrent && refusal !== null);
  const similar = start.isSent || refusal !== null ? NONE : (preview?.similar ?? NONE);
  const startNow = (isWarned = false) => {
    if (canStart && (isWarned || similar.length === 0)) start.run({ ...selection, expectedAmount: amount });
  };
  const early = useWhenKnown(preview !== undefined || query.error !== null, () => startNow());

  return {
    ...{ text, takePart, ask, query, preview, refusal, amount, canStart, similar },
    type: (typed: string) => {
      type(typed);
      early.forget();
      // What was refused was another amount.
      if (start.status === 'refused') start.reset();
    },
    isStarting: start.isSent || early.isWaiting,
    isPart: entry.kind === 'part' && amount !== preview?.due,
    /** Refused for a reason that another amount may not cure; it has a notice of its own. */
    isRefused: refusal !== null && !isAboveDue(refusal),
    problem: start.problem,
    fieldProblem: aboveDueWords(refusal, amount, preview) ?? wrong,
    start: preview === undefined && entry.kind !== 'wrong' ? early.want : () => startNow(),
    /** Starts it although it may be the same payment a second time. */
    startAllTheSame: () => startNow(true),
  };
}

export type TakePayment = ReturnType<typeof useTakePayment>;
