import { CALL_BACK_SENTENCES, type CallBackAuditFacts } from './call-back-events.ts';
import { CARD_PAYMENT_SENTENCES, type CardPaymentAuditFacts } from './card-payment-events.ts';
import { formatLocalDate, type LocalDate } from '../../shared/local-date.ts';
import { formatPounds, pence, type Pence } from '../../shared/money.ts';
import { ORGANISATION_SENTENCES, type OrganisationAuditFacts } from './organisation-events.ts';
import { RECORDING_SENTENCES, type RecordingAuditFacts } from './recording-events.ts';
import { RECEIPT_SENTENCES, type ReceiptAuditFacts } from './receipt-events.ts';
import { REFUND_SENTENCES, type RefundAuditFacts } from './refund-events.ts';
import { SAVED_LIST_SENTENCES, type SavedListAuditFacts } from './saved-list-events.ts';
import { STAFF_SENTENCES, type StaffAuditFacts } from './staff-events.ts';

/** What kinds of change there are, and what is kept of each. A writer can only give the facts its kind has. */
export interface AuditFacts
  extends
    CallBackAuditFacts,
    CardPaymentAuditFacts,
    OrganisationAuditFacts,
    ReceiptAuditFacts,
    RecordingAuditFacts,
    RefundAuditFacts,
    StaffAuditFacts,
    SavedListAuditFacts {
  'invoice.issued': {
    readonly invoiceNumber: string;
    readonly amount: Pence;
    readonly lineCount: number;
    readonly dueOn: LocalDate;
  };
  'message.queued': MessageFacts;
  'message.queued-again': MessageFacts;
  'message.not-delivered': MessageFacts & { readonly state: string; readonly reason: string };
  'invoice.referred': { readonly invoiceNumber: string; readonly amount: Pence };
  'invoice.held': { readonly invoiceNumber: string; readonly until: LocalDate; readonly reason: string };
  'invoice.hold-lifted': { readonly invoiceNumber: string; readonly reason: string };
  'approval.requested': ApprovalFacts & WhatWasSeen;
  'approval.approved': ApprovalFacts & WhatWasSeen;
  'approval.returned': ApprovalFacts & { readonly reason: string };
  'approval.withdrawn': ApprovalFacts;
  'approval.voided': ApprovalFacts & { readonly reason: string };
  'bill-run.drafted': BillRunFacts & {
    readonly runKind: string;
    readonly cycle: string;
    readonly from: LocalDate;
    readonly before: LocalDate;
  };
  'bill-run.worked-out-anew': BillRunFacts;
  'bill-run.bills-held': BillRunFacts & { readonly bills: number; readonly reason: string | null };
  'bill-run.bills-let-go': BillRunFacts & { readonly bills: number; readonly reason: string | null };
  'bill-run.line-left-out': BillRunFacts & { readonly lpaReference: string; readonly reason: string };
  'bill-run.line-taken-back': BillRunFacts & { readonly lpaReference: string };
  'bill-run.approved': BillRunFacts & { readonly bills: number; readonly amount: Pence };
  'bill-run.issuing': BillRunFacts & { readonly bills: number; readonly amount: Pence };
  'bill-run.issued': BillRunFacts & { readonly bills: number };
  'bill-run.cancelled': BillRunFacts;
  'bill-run.failed': BillRunFacts & { readonly failureCode: string };
  'fee-order.drafted': WrittenFeeOrder;
  'fee-order.edited': WrittenFeeOrder;
  'fee-order.rehearsed': FeeOrderFacts & { readonly lines: number; readonly before: Pence; readonly after: Pence };
  'fee-order.approved': FeeOrderFacts & { readonly effectiveFrom: LocalDate };
  'fee-order.cancelled': FeeOrderFacts & { readonly reason: string };
  'fee-order.cancellation-asked': FeeOrderFacts & { readonly reason: string };
  'fee-order.cancellation-approved': FeeOrderFacts & { readonly effectiveFrom: LocalDate };
  'correction.asked-for': {
    readonly correctionId: number;
    readonly title: string;
    readonly amount: Pence;
    readonly invoiceNumber: string | null;
  };
  'correction.withdrawn': { readonly correctionId: number; readonly correctionKind: string };
  'correction.applied': {
    readonly correctionId: number;
    readonly correctionKind: string;
    readonly invoiceNumber: string | null;
    readonly creditNoteNumber: string | null;
    readonly newInvoice: string | null;
  };
  'credit-note.issued': {
    readonly creditNoteNumber: string;
    readonly invoiceNumber: string;
    readonly amount: Pence;
    readonly becameCredit: Pence;
    readonly lineCount: number;
    readonly reason: string;
  };
  'usage.batch-received': DeliveryFacts;
  'usage.file-received': { readonly deliveryId: number; readonly name: string; readonly bytes: number };
  'usage.file-read': DeliveryFacts & { readonly name: string };
  'usage.file-refused': { readonly deliveryId: number; readonly name: string; readonly refusal: string };
  'usage.file-cancelled': { readonly deliveryId: number; readonly name: string };
  'usage.alert-set': AlertFacts;
  'usage.alert-removed': AlertFacts;
  'usage.alert-acknowledged': {
    readonly measure: AlertFacts['measure'];
    readonly day: LocalDate;
    readonly value: number;
  };
}

interface MessageFacts {
  readonly messageId: number;
  readonly subject: string;
  readonly channel: 'email' | 'letter';
}

interface DeliveryFacts {
  readonly deliveryId: number;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly refused: number;
  readonly corrected: number;
  readonly withdrawn: number;
  readonly waiting: number;
}

interface AlertFacts {
  readonly measure: 'registrations-in-a-day' | 'next-bill';
  /** LPAs, or pence. */
  readonly threshold: number;
}

interface ApprovalFacts {
  readonly approvalId: number;
  readonly title: string;
}

interface WhatWasSeen {
  readonly amount: Pence;
  readonly subjectHash: string;
}

interface BillRunFacts {
  readonly billRunId: number;
}

interface FeeOrderFacts {
  readonly feeOrderId: number;
  readonly title: string;
}

type WrittenFeeOrder = FeeOrderFacts & { readonly effectiveFrom: LocalDate; readonly fullFee: Pence };

export type AuditKind = keyof AuditFacts;

/** One change: its kind, the thing it is about, whose organisation it is, and the facts of that kind. */
export type AuditEvent = {
  [Kind in AuditKind]: {
    readonly kind: Kind;
    readonly subject: string;
    readonly organisationId: number | null;
    readonly facts: AuditFacts[Kind];
  };
}[AuditKind];

const MESSAGE_ENDINGS: Readonly<Record<string, string>> = {
  bounced: 'there is no such address',
  'not-delivered': 'the inbox was full or away',
  failed: 'GOV.UK Notify could not send it',
  refused: 'GOV.UK Notify did not accept it',
};
const by = ({ channel }: MessageFacts): string => (channel === 'email' ? 'by e-mail' : 'by letter');
const bills = (count: number): string => `${count.toLocaleString('en-GB')} ${count === 1 ? 'bill' : 'bills'}`;
const lines = (count: number): string => `${count} ${count === 1 ? 'LPA' : 'LPAs'}`;

const measured = (measure: AlertFacts['measure'], value: number): string =>
  measure === 'next-bill'
    ? `a next bill of ${formatPounds(pence(value))}`
    : `${value.toLocaleString('en-GB')} registrations in a day`;

const outcomes = (facts: DeliveryFacts): string =>
  [
    `${facts.accepted} accepted`,
    ...(['duplicate', 'refused', 'corrected', 'withdrawn', 'waiting'] as const)
      .filter((outcome) => facts[outcome] > 0)
      .map((outcome) => `${facts[outcome]} ${outcome}`),
  ].join(', ');

/** Kind → the sentence people read on a timeline. Total: a new kind does not compile without its sentence. */
const SENTENCES: { readonly [Kind in AuditKind]: (facts: AuditFacts[Kind]) => string } = {
  ...REFUND_SENTENCES,
  ...SAVED_LIST_SENTENCES,
  ...STAFF_SENTENCES,
  ...CALL_BACK_SENTENCES,
  ...CARD_PAYMENT_SENTENCES,
  ...ORGANISATION_SENTENCES,
  ...RECEIPT_SENTENCES,
  ...RECORDING_SENTENCES,
  'invoice.issued': (facts) =>
    `Invoice ${facts.invoiceNumber} issued: ${lines(facts.lineCount)}, ${formatPounds(facts.amount)}, due ${formatLocalDate(facts.dueOn)}`,
  'message.queued': (facts) => `Sent ${by(facts)}: ${facts.subject}`,
  'message.queued-again': (facts) => `Sent again ${by(facts)}: ${facts.subject}`,
  'message.not-delivered': (facts) =>
    `Did not arrive, ${MESSAGE_ENDINGS[facts.state] ?? 'for an unknown reason'}: ${facts.subject}`,
  'invoice.referred': (facts) =>
    `Invoice ${facts.invoiceNumber} referred to finance: ${formatPounds(facts.amount)} is still owed after every demand`,
  'invoice.held': (facts) =>
    `Invoice ${facts.invoiceNumber} is not chased until ${formatLocalDate(facts.until)}: ${facts.reason}`,
  'invoice.hold-lifted': (facts) => `Invoice ${facts.invoiceNumber} may be chased again: ${facts.reason}`,
  'approval.requested': (facts) => `Sent for approval: ${facts.title}`,
  'approval.approved': (facts) => `Approved: ${facts.title}`,
  'approval.returned': (facts) => `Sent back: ${facts.title}. ${facts.reason}`,
  'approval.withdrawn': (facts) => `Taken back before it was approved: ${facts.title}`,
  'approval.voided': (facts) => `No longer waits for approval: ${facts.title}. ${facts.reason}`,
  'bill-run.drafted': (facts) =>
    `Opened ${facts.runKind === 'cycle' ? 'the' : 'a supplementary'} ${facts.cycle} bill run ${facts.billRunId} from ${formatLocalDate(facts.from)}`,
  'bill-run.worked-out-anew': (facts) => `Bill run ${facts.billRunId} is worked out anew`,
  'bill-run.bills-held': (facts) => `Held ${bills(facts.bills)} of bill run ${facts.billRunId}: ${facts.reason}`,
  'bill-run.bills-let-go': (facts) => `Let ${bills(facts.bills)} of bill run ${facts.billRunId} go`,
  'bill-run.line-left-out': (facts) =>
    `Left LPA ${facts.lpaReference} out of bill run ${facts.billRunId}: ${facts.reason}`,
  'bill-run.line-taken-back': (facts) => `Took LPA ${facts.lpaReference} back into bill run ${facts.billRunId}`,
  'bill-run.approved': (facts) =>
    `Approved bill run ${facts.billRunId}: ${bills(facts.bills)}, ${formatPounds(facts.amount)}`,
  'bill-run.issuing': (facts) =>
    `Started to issue bill run ${facts.billRunId}: ${bills(facts.bills)}, ${formatPounds(facts.amount)}`,
  'bill-run.issued': (facts) => `Bill run ${facts.billRunId} is issued: ${bills(facts.bills)}`,
  'bill-run.cancelled': (facts) => `Cancelled bill run ${facts.billRunId}`,
  'bill-run.failed': (facts) => `Bill run ${facts.billRunId} failed: ${facts.failureCode}`,
  'fee-order.drafted': (facts) =>
    `Drafted ${facts.title}: full fee ${formatPounds(facts.fullFee)} from ${formatLocalDate(facts.effectiveFrom)}`,
  'fee-order.edited': (facts) =>
    `Edited ${facts.title}: full fee ${formatPounds(facts.fullFee)} from ${formatLocalDate(facts.effectiveFrom)}`,
  'fee-order.rehearsed': (facts) =>
    `Rehearsed ${facts.title} on ${lines(facts.lines)}: ${formatPounds(facts.before)} would be ${formatPounds(facts.after)}`,
  'fee-order.approved': (facts) => `In force from ${formatLocalDate(facts.effectiveFrom)}: ${facts.title}`,
  'fee-order.cancelled': (facts) => `Draft dropped: ${facts.title}. ${facts.reason}`,
  'fee-order.cancellation-asked': (facts) => `Asked to cancel ${facts.title}. ${facts.reason}`,
  'fee-order.cancellation-approved': (facts) =>
    `Cancelled before it was used: ${facts.title}, which was to begin on ${formatLocalDate(facts.effectiveFrom)}`,
  'correction.asked-for': (facts) => `Asked for a correction: ${facts.title}`,
  'correction.withdrawn': (facts) => `Took correction ${facts.correctionId} back; nothing of it was done`,
  'correction.applied': (facts) =>
    `Correction ${facts.correctionId} done: ${[
      facts.creditNoteNumber === null ? null : `credit note ${facts.creditNoteNumber}`,
      facts.newInvoice === null ? null : `invoice ${facts.newInvoice}`,
    ]
      .filter((made) => made !== null)
      .join(' and ')}`,
  'credit-note.issued': (facts) =>
    `Credit note ${facts.creditNoteNumber} issued for invoice ${facts.invoiceNumber}: ${lines(facts.lineCount)}, ${formatPounds(facts.amount)}${
      facts.becameCredit > 0 ? `, of it ${formatPounds(facts.becameCredit)} to credit on account` : ''
    }. ${facts.reason}`,
  'usage.batch-received': (facts) => `Batch ${facts.deliveryId} of registrations received: ${outcomes(facts)}`,
  'usage.file-received': (facts) => `File ${facts.name} of registrations received as delivery ${facts.deliveryId}`,
  'usage.file-read': (facts) => `File ${facts.name} read, delivery ${facts.deliveryId}: ${outcomes(facts)}`,
  'usage.file-refused': (facts) =>
    `File ${facts.name} refused, delivery ${facts.deliveryId} (${facts.refusal}): nothing of it was taken in`,
  'usage.file-cancelled': (facts) =>
    `File ${facts.name} cancelled, delivery ${facts.deliveryId}: nothing of it was taken in`,
  'usage.alert-set': (facts) => `Alert set: more than ${measured(facts.measure, facts.threshold)}`,
  'usage.alert-removed': (facts) => `Alert removed: more than ${measured(facts.measure, facts.threshold)}`,
  'usage.alert-acknowledged': (facts) =>
    `Alert of ${formatLocalDate(facts.day)} acknowledged: ${measured(facts.measure, facts.value)}`,
};

/** The sentence of a stored event. `facts` were written by `recordAudit` under the same kind. */
export function auditSentence<Kind extends AuditKind>(kind: Kind, facts: AuditFacts[Kind]): string {
  return SENTENCES[kind](facts);
}

/** True for a kind this version knows; a newer server may have written others. */
export function isAuditKind(kind: string): kind is AuditKind {
  return Object.hasOwn(SENTENCES, kind);
}
