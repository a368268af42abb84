import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { ReceiptChangeRequest } from '../../../shared/contracts/allocation.ts';
import type { SummaryLine } from '../../../shared/contracts/approvals.ts';
import { formatLocalDate, type LocalDate } from '../../../shared/local-date.ts';
import { formatPounds, subtractPence, sumPence, type Pence } from '../../../shared/money.ts';
import { RECEIPT_CHANNEL_WORDS, type ReceiptChannel } from '../../../shared/receipt-channels.ts';
import { subjectHash } from '../../approvals/index.ts';
import type { LiveAllocation } from '../live-allocations.ts';
import type { OpenLine } from '../open-lines.ts';

export interface Party {
  readonly id: number;
  readonly reference: OrganisationReference;
  readonly name: string;
}

/** A line that money is to meet, with how much. */
export type OntoLine = Pick<OpenLine, 'lineId' | 'invoiceNumber' | 'lpaReference'> & { readonly amount: Pence };

/** What a change of a payment would do as things stand. */
export interface ReceiptChangePlan {
  readonly request: ReceiptChangeRequest;
  readonly receipt: {
    readonly id: number;
    readonly channel: ReceiptChannel;
    readonly payer: string | null;
    readonly amount: Pence;
    readonly accountingDay: LocalDate;
    readonly receivedOn: LocalDate | null;
  };
  readonly from: Party;
  /** The organisation that a moved payment was meant for. */
  readonly to: Party | null;
  /** What comes off its lines, whole. */
  readonly off: readonly LiveAllocation[];
  readonly onto: readonly OntoLine[];
}

/** What changes its place, pence: the whole of a payment that moves, or what comes off lines. */
export function planAmount(plan: ReceiptChangePlan): Pence {
  return plan.to === null ? sumPence(plan.off.map(({ amount }) => amount)) : plan.receipt.amount;
}

/** Hex SHA-256 of all that the plan does: a payment that meets other lines meanwhile makes it another. */
export function planHash({ request, receipt, from, to, off, onto }: ReceiptChangePlan): string {
  return subjectHash({
    ...{ kind: request.kind, reason: request.reason, receipt: receipt.id, amount: receipt.amount },
    ...{ from: from.id, to: to?.id ?? null },
    off: off.map((line) => ({ ...line })),
    onto: onto.map((line) => ({ ...line })),
  });
}

/** The one line by which the change is known in the inbox. */
export function planTitle(plan: ReceiptChangePlan): string {
  const amount = formatPounds(planAmount(plan));
  return plan.to === null
    ? `Set ${amount} of a payment of ${plan.from.reference} against other lines`
    : `Move a payment of ${amount} from ${plan.from.reference} to ${plan.to.reference}`;
}

/** LPAs that the approver sees one by one. */
const MOST_LISTED = 25;

/** What the approver is shown. */
export function planSummary(plan: ReceiptChangePlan): SummaryLine[] {
  const { receipt, from, to, off, onto, request } = plan;
  const held = subtractPence(planAmount(plan), sumPence(onto.map(({ amount }) => amount)));
  const paid = `${formatPounds(receipt.amount)}, ${RECEIPT_CHANNEL_WORDS[receipt.channel]}, ${formatLocalDate(receipt.accountingDay)}`;
  return [
    { label: 'Organisation', value: `${from.name} (${from.reference})`.slice(0, 400) },
    { label: 'Payment', value: paid },
    ...(receipt.payer === null ? [] : [{ label: 'Paid by', value: receipt.payer }]),
    ...(to === null ? [] : [{ label: 'Moves to', value: `${to.name} (${to.reference})`.slice(0, 400) }]),
    { label: 'Reason', value: request.reason.slice(0, 400) },
    ...listed('Comes off', off),
    ...listed('Is set against', onto),
    to === null
      ? { label: 'Becomes credit on account', value: formatPounds(held) }
      : { label: 'There', value: 'Meets the oldest lines first; the rest is credit on account' },
  ];
}

function listed(label: string, lines: readonly Omit<OntoLine, 'lineId'>[]): SummaryLine[] {
  const shown = lines.slice(0, MOST_LISTED).map(({ invoiceNumber, lpaReference, amount }) => ({
    label,
    value: `${formatPounds(amount)}, LPA ${lpaReference} on ${invoiceNumber}`,
  }));
  const more = lines.length - shown.length;
  return more === 0 ? shown : [...shown, { label, value: `and ${more.toLocaleString('en-GB')} more lines` }];
}
