import {
  ArrowLeftRight,
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleMinus,
  CircleQuestionMark,
  CirclePause,
  CircleX,
  ClockAlert,
  ClockFading,
  CreditCard,
  RotateCcw,
  Send,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { StaffStatus } from '../../shared/contracts/access.ts';
import type { ApprovalState } from '../../shared/contracts/approvals.ts';
import type { BillRunState, BillStanding } from '../../shared/contracts/bill-runs.ts';
import type { InvoiceStatus } from '../../shared/contracts/billing.ts';
import type { CorrectionState } from '../../shared/contracts/corrections.ts';
import type { MessageState } from '../../shared/contracts/correspondence.ts';
import type { FeeOrderState } from '../../shared/contracts/fees.ts';
import type { OrganisationKind, OrganisationStatus } from '../../shared/contracts/organisations.ts';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import type { InstrumentState } from '../../shared/contracts/receipts.ts';
import type { RefundState } from '../../shared/contracts/refunds.ts';
import type { DeliveryState, RegistrationRow, RowResultOutcome } from '../../shared/contracts/usage.ts';
import type { Tone } from './tone.ts';

/** How a state is named and shown, everywhere. */
export interface StatusWords {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

/** Cheques and postal orders. Only what is at the bank is green. */
export const INSTRUMENT_WORDS: Readonly<Record<InstrumentState, StatusWords>> = {
  received: { word: 'In hand', tone: 'waiting', icon: CircleDot },
  banked: { word: 'Paid in', tone: 'settled', icon: CircleCheck },
  bounced: { word: 'Bounced', tone: 'needs-you', icon: CircleX },
  returned: { word: 'Returned', tone: 'neutral', icon: Undo2 },
};

/** Total: a new state does not compile until it has a word, a tone and an icon. */
export const CARD_PAYMENT_WORDS: Readonly<Record<CardPaymentState, StatusWords>> = {
  sending: { word: 'Starting', tone: 'waiting', icon: Send },
  refused: { word: 'Refused by GOV.UK Pay', tone: 'needs-you', icon: Ban },
  'create-unknown': { word: 'Start in doubt', tone: 'waiting', icon: CircleQuestionMark },
  'orphan-found': { word: 'Start in doubt, closing', tone: 'waiting', icon: CircleQuestionMark },
  'orphan-closed': { word: 'Did not start', tone: 'neutral', icon: CircleX },
  'orphan-absent': { word: 'Did not start', tone: 'neutral', icon: CircleX },
  'awaiting-card': { word: 'Waiting for card', tone: 'waiting', icon: CreditCard },
  'card-entry': { word: 'Entering card', tone: 'waiting', icon: CreditCard },
  'to-confirm': { word: 'Waiting to confirm', tone: 'waiting', icon: CreditCard },
  cancelling: { word: 'Cancelling', tone: 'waiting', icon: ClockFading },
  'outcome-unknown': { word: 'Outcome in doubt', tone: 'needs-you', icon: CircleQuestionMark },
  paid: { word: 'Paid', tone: 'settled', icon: CircleCheck },
  captured: { word: 'Paid and captured', tone: 'settled', icon: CircleCheck },
  declined: { word: 'Declined', tone: 'needs-you', icon: CircleX },
  expired: { word: 'Expired, not paid', tone: 'neutral', icon: ClockAlert },
  'cancelled-on-page': { word: 'Cancelled on card page', tone: 'neutral', icon: CircleX },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: CircleX },
  'provider-error': { word: 'Failed at card provider', tone: 'needs-you', icon: CircleAlert },
  reversed: { word: 'Reversed, not captured', tone: 'needs-you', icon: RotateCcw },
};

export const APPROVAL_WORDS: Readonly<Record<ApprovalState, StatusWords>> = {
  pending: { word: 'Waiting', tone: 'waiting', icon: ClockFading },
  approved: { word: 'Approved', tone: 'settled', icon: CircleCheck },
  returned: { word: 'Sent back', tone: 'needs-you', icon: RotateCcw },
  withdrawn: { word: 'Taken back', tone: 'neutral', icon: Undo2 },
  voided: { word: 'Void', tone: 'neutral', icon: Ban },
};

export const FEE_ORDER_WORDS: Readonly<Record<FeeOrderState, StatusWords>> = {
  draft: { word: 'Draft', tone: 'neutral', icon: CircleDashed },
  'awaiting-approval': { word: 'Waiting for approval', tone: 'waiting', icon: ClockFading },
  approved: { word: 'Approved', tone: 'settled', icon: CircleCheck },
  'awaiting-cancellation': { word: 'In force, to be cancelled', tone: 'waiting', icon: ClockFading },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: CircleX },
};

/** Where an approved Order stands to today. */
export const FEE_ORDER_WHEN_WORDS: Readonly<Record<'past' | 'now' | 'coming', StatusWords>> = {
  past: { word: 'Past', tone: 'neutral', icon: CircleCheck },
  now: { word: 'In force', tone: 'settled', icon: CircleCheck },
  coming: { word: 'Coming', tone: 'settled', icon: CircleDot },
};

export const BILL_RUN_WORDS: Readonly<Record<BillRunState, StatusWords>> = {
  draft: { word: 'Opened', tone: 'neutral', icon: CircleDashed },
  computing: { word: 'Being worked out', tone: 'waiting', icon: ClockFading },
  review: { word: 'To review', tone: 'needs-you', icon: CircleDot },
  approved: { word: 'Approved', tone: 'waiting', icon: CircleCheck },
  issuing: { word: 'Being issued', tone: 'waiting', icon: Send },
  issued: { word: 'Issued', tone: 'settled', icon: CircleCheck },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: CircleX },
  failed: { word: 'Failed', tone: 'needs-you', icon: CircleAlert },
};

export const BILL_WORDS: Readonly<Record<BillStanding, StatusWords>> = {
  ready: { word: 'Ready', tone: 'neutral', icon: CircleDot },
  held: { word: 'Held', tone: 'waiting', icon: CirclePause },
  'rolled-forward': { word: 'Rolled forward', tone: 'neutral', icon: RotateCcw },
  empty: { word: 'Nothing yet', tone: 'neutral', icon: CircleDashed },
};

export const INVOICE_WORDS: Readonly<Record<InvoiceStatus, StatusWords>> = {
  open: { word: 'Open', tone: 'neutral', icon: CircleDashed },
  'part-paid': { word: 'Part paid', tone: 'waiting', icon: CircleDot },
  overdue: { word: 'Overdue', tone: 'needs-you', icon: ClockAlert },
  paid: { word: 'Paid', tone: 'settled', icon: CircleCheck },
  credited: { word: 'Credited', tone: 'neutral', icon: CircleMinus },
};

export const REFUND_WORDS: Readonly<Record<RefundState, StatusWords>> = {
  asked: { word: 'Waiting for approval', tone: 'waiting', icon: CircleDot },
  approved: { word: 'Approved', tone: 'waiting', icon: CircleCheck },
  sending: { word: 'Being sent', tone: 'waiting', icon: Send },
  unknown: { word: 'In doubt', tone: 'waiting', icon: CircleQuestionMark },
  sent: { word: 'With the bank', tone: 'waiting', icon: Send },
  confirmed: { word: 'Refunded', tone: 'settled', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'needs-you', icon: CircleAlert },
  returned: { word: 'Sent back', tone: 'needs-you', icon: Undo2 },
  voided: { word: 'Taken back or void', tone: 'neutral', icon: CircleMinus },
};

export const CORRECTION_WORDS: Readonly<Record<CorrectionState, StatusWords>> = {
  waiting: { word: 'Waiting for approval', tone: 'waiting', icon: CircleDot },
  returned: { word: 'Sent back', tone: 'needs-you', icon: Undo2 },
  applied: { word: 'Done', tone: 'settled', icon: CircleCheck },
  withdrawn: { word: 'Taken back', tone: 'neutral', icon: CircleMinus },
};

export const ORGANISATION_WORDS: Readonly<Record<OrganisationStatus, StatusWords>> = {
  active: { word: 'Active', tone: 'neutral', icon: CircleCheck },
  'on-hold': { word: 'On hold', tone: 'waiting', icon: CirclePause },
  closed: { word: 'Closed', tone: 'needs-you', icon: Ban },
};

export const STAFF_WORDS: Readonly<Record<StaffStatus, StatusWords>> = {
  active: { word: 'Active', tone: 'neutral', icon: CircleCheck },
  disabled: { word: 'Disabled', tone: 'needs-you', icon: Ban },
};

export const ORGANISATION_KIND_WORDS: Readonly<Record<OrganisationKind, string>> = {
  solicitor: 'Solicitor',
  'will-writer': 'Will writer',
  charity: 'Charity',
  'local-authority': 'Local authority',
};

export const MESSAGE_WORDS: Readonly<Record<MessageState, StatusWords>> = {
  waiting: { word: 'To be sent', tone: 'waiting', icon: CircleDashed },
  sending: { word: 'Being sent', tone: 'waiting', icon: Send },
  unknown: { word: 'In doubt', tone: 'waiting', icon: CircleQuestionMark },
  sent: { word: 'On its way', tone: 'waiting', icon: Send },
  delivered: { word: 'Delivered', tone: 'settled', icon: CircleCheck },
  bounced: { word: 'No such address', tone: 'needs-you', icon: CircleX },
  'not-delivered': { word: 'Inbox full or away', tone: 'needs-you', icon: CircleAlert },
  failed: { word: 'Could not be sent', tone: 'needs-you', icon: CircleAlert },
  refused: { word: 'Not accepted', tone: 'needs-you', icon: Ban },
};

export const DELIVERY_WORDS: Readonly<Record<DeliveryState, StatusWords>> = {
  received: { word: 'Received', tone: 'waiting', icon: CircleDashed },
  reading: { word: 'Being read', tone: 'waiting', icon: CircleDot },
  done: { word: 'Read', tone: 'settled', icon: CircleCheck },
  refused: { word: 'Refused', tone: 'needs-you', icon: Ban },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: CircleX },
};

export const ROW_OUTCOME_WORDS: Readonly<Record<RowResultOutcome, StatusWords>> = {
  duplicate: { word: 'Known already', tone: 'neutral', icon: CircleDashed },
  refused: { word: 'Refused', tone: 'needs-you', icon: Ban },
  corrected: { word: 'Corrected', tone: 'settled', icon: CircleCheck },
  withdrawn: { word: 'Withdrawn', tone: 'neutral', icon: RotateCcw },
  waiting: { word: 'Waiting', tone: 'waiting', icon: ClockFading },
};

/** How a registration stands: as it came, corrected since, or withdrawn. */
export function registrationStatus(row: Pick<RegistrationRow, 'withdrawnAt' | 'changes'>): StatusWords {
  if (row.withdrawnAt !== null) return { word: 'Withdrawn', tone: 'needs-you', icon: RotateCcw };
  return row.changes > 0
    ? { word: 'Corrected', tone: 'neutral', icon: CircleDot }
    : { word: 'Registered', tone: 'neutral', icon: CircleCheck };
}

/** Somebody is taking a card payment for the thing shown. */
export const BEING_PAID_WORDS: StatusWords = { word: 'Being paid', tone: 'waiting', icon: ArrowLeftRight };

/** A rule of the books, checked. */
export const RULE_HOLDS_WORDS: StatusWords = { word: 'Holds', tone: 'settled', icon: CircleCheck };
export const RULE_BROKEN_WORDS: StatusWords = { word: 'Broken', tone: 'needs-you', icon: CircleAlert };
