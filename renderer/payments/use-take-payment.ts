import { useState } from 'react';
import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import type { CardPaymentPreview } from '../../shared/contracts/payments.ts';
import { formatPounds, type Pence } from '../../shared/money.ts';
import { readAmountEntry, type AmountEntry } from './amount-entry.ts';
import { usePaymentPreview } from './use-payment-preview.ts';
import { useStartCardPayment } from './use-start-card-payment.ts';

export interface PaymentSubject {
  readonly organisation: OrganisationReference;
  readonly organisationName: string;
  readonly invoices: readonly InvoiceNumber[];
  readonly lineIds: readonly number[];
}

type Refusal = CardPaymentPreview['refusal'];

function isAboveDue(refusal: Refusal): boolean {
  return refusal?.code === 'AMOUNT_ABOVE_DUE';
}

function amountOf(entry: AmountEntry, preview: CardPaymentPreview | undefined): Pence | null {
  if (entry.kind === 'part') return entry.amount;
  return entry.kind === 'all' && preview !== undefined ? preview.due : null;
}

/** What is typed as the amount, and what is wrong with it: at once for a card number, on asking for all else. */
function useAmountEntry() {
  const [text, setText] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const entry = readAmountEntry(text);
  return {
    text,
    entry,
    wrong: entry.kind === 'wrong' && (wasAsked || entry.isCardNumber) ? entry.sentence : null,
    type: (typed: string) => {
      setText(typed);
      setWasAsked(false);
    },
    takePart: (part: Pence) => setText(formatPounds(part).replace('£', '')),
    ask: () => setWasAsked(true),
  };
}

/** The pane's form: what is typed, what the server says it would do, and the one command that starts it. */
export function useTakePayment(subject: PaymentSubject, onStarted: (attemptId: string) => void) {
  const { text, entry, wrong, type, takePart, ask } = useAmountEntry();
  const selection = {
    organisation: subject.organisation,
    invoices: [...subject.invoices],
    lineIds: [...subject.lineIds],
    amount: entry.kind === 'part' ? entry.amount : null,
  };
  const { query, isCurrent } = usePaymentPreview(selection);
  const start = useStartCardPayment(onStarted);
  const preview = query.data;
  const amount = amountOf(entry, preview);
  const isStarting = start.status === 'sending' || start.status === 'done';
  // What this desk is starting holds its own lines: that is no refusal.
  const refusal = isStarting ? null : (preview?.refusal ?? null);
  const canStart = amount !== null && preview !== undefined && !isStarting && !(isCurrent && refusal !== null);
  const aboveDue = isAboveDue(refusal) && preview !== undefined && amount !== null;

  return {
    ...{ text, takePart, ask, query, preview, refusal, amount, isStarting, canStart },
    type: (typed: string) => {
      type(typed);
      // What was refused was another amount.
      if (start.status === 'refused') start.reset();
    },
    isPart: entry.kind === 'part' && amount !== preview?.due,
    /** Refused for a reason that another amount may not cure; it has a notice of its own. */
    isRefused: refusal !== null && !isAboveDue(refusal),
    problem: start.problem,
    fieldProblem: aboveDue
      ? `${formatPounds(amount)} is more than is due. Enter ${formatPounds(preview.due)} or less.`
      : wrong,
    start: () => {
      if (canStart) start.run({ ...selection, expectedAmount: amount });
    },
  };
}

export type TakePayment = ReturnType<typeof useTakePayment>;
