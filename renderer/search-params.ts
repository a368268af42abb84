import { z } from 'zod';
import { CALL_BACK_LISTS } from '../shared/contracts/call-backs.ts';
import { CHASING_LISTS } from '../shared/contracts/chasing.ts';
import { ORGANISATION_KINDS, ORGANISATION_STATUSES } from '../shared/contracts/organisations.ts';
import { CARD_PAYMENT_GROUPS } from '../shared/contracts/payments.ts';
import {
  DELIVERY_CHANNELS,
  REGISTRATION_CHANNELS,
  REGISTRATION_FEE_KINDS,
  ROW_RESULT_OUTCOMES,
} from '../shared/contracts/usage.ts';
import { USAGE_SPANS, USAGE_STEPS } from '../shared/contracts/usage-dashboard.ts';
import { InvoiceNumberSchema, OrganisationReferenceSchema } from '../shared/checked-reference.ts';
import { InstantSchema } from '../shared/instant.ts';
import { LocalDateSchema } from '../shared/local-date.ts';
import { INVOICE_CORRECTIONS } from './corrections/correction-draft.ts';

/** What stands after the `?` of each place: the link that opens the same list. What does not fit is left out, not refused. */
const Peek = z.string().max(100).optional().catch(undefined);

export const OrganisationsSearch = z.object({
  text: z.coerce.string().max(100).optional().catch(undefined),
  kind: z.enum(ORGANISATION_KINDS).optional().catch(undefined),
  status: z.enum(ORGANISATION_STATUSES).optional().catch(undefined),
  sort: z.enum(['name', 'reference', 'receivable', 'credit']).optional().catch(undefined),
  direction: z.enum(['asc', 'desc']).optional().catch(undefined),
  peek: Peek,
  /** The form that opens an organisation is beside the list. */
  open: z.boolean().optional().catch(undefined),
});
export type OrganisationsSearch = z.infer<typeof OrganisationsSearch>;

/** Views of one organisation. */
export const ORGANISATION_TABS = [
  ...([
    'invoices',
    'credit-notes',
    'statement',
    'money',
    'payments',
    'usage',
    'messages',
    'timeline',
    'details',
  ] as const),
  'ledger',
] as const;
export type OrganisationTab = (typeof ORGANISATION_TABS)[number];

export const OrganisationSearch = z.object({
  tab: z.enum(ORGANISATION_TABS).optional().catch(undefined),
  show: z.enum(['open', 'all']).optional().catch(undefined),
  peek: Peek,
  /** The pane that takes a card payment is open. */
  pay: z.boolean().optional().catch(undefined),
  /** Whose bills the payment is for, where it is an organisation that was merged into this one. */
  payFor: OrganisationReferenceSchema.optional().catch(undefined),
  /** The form that stands beside it, and the contact it is about. */
  form: z.enum(['edit', 'contact', 'branch', 'merge', 'split']).optional().catch(undefined),
  /** The payment that stands beside the list, or the form that sets credit against bills. */
  receipt: z.int().positive().optional().catch(undefined),
  applyCredit: z.boolean().optional().catch(undefined),
  contact: z.int().positive().optional().catch(undefined),
  /** The pane that bills by hand is open. */
  oneOff: z.boolean().optional().catch(undefined),
  /** Somebody of this organisation is put on the list of people to ring. */
  ringBack: z.boolean().optional().catch(undefined),
  /** First and last day of the statement. */
  from: LocalDateSchema.optional().catch(undefined),
  to: LocalDateSchema.optional().catch(undefined),
});
export type OrganisationSearch = z.infer<typeof OrganisationSearch>;

export const InvoiceSearch = z.object({
  /** The beginning of the references of the lines that are listed. */
  text: z.coerce.string().max(60).optional().catch(undefined),
  /** The line to bring into view. */
  line: z.int().positive().optional().catch(undefined),
  peek: z.int().positive().optional().catch(undefined),
  pay: z.boolean().optional().catch(undefined),
  /** The pane that puts the invoice right is open, at this kind of correction, of `line` where that is named. */
  correct: z.enum(INVOICE_CORRECTIONS).optional().catch(undefined),
  /** Pounds to credit of the line. */
  amount: z.coerce.string().max(12).optional().catch(undefined),
  /** The organisation the line moves to. */
  to: OrganisationReferenceSchema.optional().catch(undefined),
});
export type InvoiceSearch = z.infer<typeof InvoiceSearch>;

export const CorrectionsSearch = z.object({
  show: z.enum(['open', 'all', 'differences']).optional().catch(undefined),
});

export const RefundsSearch = z.object({ show: z.enum(['open', 'all']).optional().catch(undefined) });

/** What goes back: a card payment; or an organisation, of whose payments one is to be chosen. */
export const AskForRefundSearch = z.object({
  attempt: z.uuid().optional().catch(undefined),
  organisation: OrganisationReferenceSchema.optional().catch(undefined),
});

export const PaymentsSearch = z.object({
  group: z.enum(CARD_PAYMENT_GROUPS).optional().catch(undefined),
  mine: z.boolean().optional().catch(undefined),
  organisation: OrganisationReferenceSchema.optional().catch(undefined),
  peek: Peek,
});
export type PaymentsSearch = z.infer<typeof PaymentsSearch>;

/** Lists of approvals. */
export const APPROVAL_LISTS = ['waiting', 'mine', 'ended'] as const;
export type ApprovalList = (typeof APPROVAL_LISTS)[number];

export const ApprovalsSearch = z.object({
  show: z.enum(APPROVAL_LISTS).optional().catch(undefined),
  /** The approval shown beside the list. */
  approval: z.int().positive().optional().catch(undefined),
});
export type ApprovalsSearch = z.infer<typeof ApprovalsSearch>;

export const BillRunsSearch = z.object({
  /** The form that opens a run is beside the list. */
  open: z.boolean().optional().catch(undefined),
});

/** Which bills of a run are listed. */
export const BILL_LISTS = ['all', 'ready', 'held', 'problems', 'unusual', 'rolled-forward'] as const;

export const BillRunSearch = z.object({
  show: z.enum(BILL_LISTS).optional().catch(undefined),
  text: z.coerce.string().max(100).optional().catch(undefined),
  sort: z.enum(['name', 'total', 'lines', 'change']).optional().catch(undefined),
  direction: z.enum(['asc', 'desc']).optional().catch(undefined),
  /** The bill shown beside the list. */
  bill: z.int().positive().optional().catch(undefined),
});
export type BillRunSearch = z.infer<typeof BillRunSearch>;

export const FeesSearch = z.object({
  peek: z.int().positive().optional().catch(undefined),
  /** The pane that drafts a new Order is open. */
  draft: z.boolean().optional().catch(undefined),
  /** The day of receipt whose prices are shown. */
  on: LocalDateSchema.optional().catch(undefined),
});
export type FeesSearch = z.infer<typeof FeesSearch>;

export const FeeOrderSearch = z.object({
  /** The pane that edits it is open. */
  edit: z.boolean().optional().catch(undefined),
});

export const StaffSearch = z.object({
  /** The person shown beside the list. */
  peek: z.int().positive().optional().catch(undefined),
  /** The form beside the list: somebody new, or the roles of the person shown. */
  form: z.enum(['add', 'roles']).optional().catch(undefined),
});
export type StaffSearch = z.infer<typeof StaffSearch>;

export const AuditSearch = z.object({
  organisation: OrganisationReferenceSchema.optional().catch(undefined),
});

/** What narrows both the dashboard of usage and the list of registrations. */
const UsageFilters = {
  organisation: OrganisationReferenceSchema.optional().catch(undefined),
  fee: z.enum(REGISTRATION_FEE_KINDS).optional().catch(undefined),
  channel: z.enum(REGISTRATION_CHANNELS).optional().catch(undefined),
  /** How it came in. */
  way: z.enum(DELIVERY_CHANNELS).optional().catch(undefined),
};

export const UsageSearch = z.object({
  ...UsageFilters,
  /** Calendar months back, the current one included. */
  months: z.literal(USAGE_SPANS).optional().catch(undefined),
  step: z.enum(USAGE_STEPS).optional().catch(undefined),
  view: z.enum(['chart', 'table']).optional().catch(undefined),
});
export type UsageSearch = z.infer<typeof UsageSearch>;

export const RegistrationsSearch = z.object({
  ...UsageFilters,
  text: z.coerce.string().max(60).optional().catch(undefined),
  /** First and last day of registration. */
  from: LocalDateSchema.optional().catch(undefined),
  to: LocalDateSchema.optional().catch(undefined),
  withdrawn: z.boolean().optional().catch(undefined),
  peek: z.int().positive().optional().catch(undefined),
});
export type RegistrationsSearch = z.infer<typeof RegistrationsSearch>;

export const MESSAGE_SHOWS = ['all', 'problems', 'under-way'] as const;
export const CorrespondenceSearch = z.object({
  show: z.enum(MESSAGE_SHOWS).optional().catch(undefined),
  peek: z.int().positive().optional().catch(undefined),
});
export type CorrespondenceSearch = z.infer<typeof CorrespondenceSearch>;

export const CallBacksSearch = z.object({
  show: z.enum(CALL_BACK_LISTS).optional().catch(undefined),
  /** The call-back shown beside the list. */
  peek: z.int().positive().optional().catch(undefined),
});
export type CallBacksSearch = z.infer<typeof CallBacksSearch>;

export const ChasingSearch = z.object({
  show: z.enum(CHASING_LISTS).optional().catch(undefined),
  /** The invoice whose chasing is shown beside the list. */
  peek: InvoiceNumberSchema.optional().catch(undefined),
});
export type ChasingSearch = z.infer<typeof ChasingSearch>;

export const BooksAsAtSearch = z.object({ at: InstantSchema.optional().catch(undefined) });
export type BooksAsAtSearch = z.infer<typeof BooksAsAtSearch>;

export const POST_SHOWS = ['received', 'banked', 'ended', 'slips'] as const;
export const PostSearch = z.object({
  show: z.enum(POST_SHOWS).optional().catch(undefined),
  /** The cheque or postal order that is shown beside the list. */
  peek: z.int().positive().optional().catch(undefined),
  /** The form that stands there instead. */
  form: z.enum(['record', 'slip']).optional().catch(undefined),
});
export type PostSearch = z.infer<typeof PostSearch>;

export const TRANSFER_SHOWS = ['transfers', 'card-files', 'unplaced'] as const;
export const TransfersSearch = z.object({
  show: z.enum(TRANSFER_SHOWS).optional().catch(undefined),
  /** The form that stands beside the list. */
  form: z.enum(['record', 'card-file']).optional().catch(undefined),
});
export type TransfersSearch = z.infer<typeof TransfersSearch>;

export const SuspenseSearch = z.object({
  /** The payment that stands beside the list. */
  peek: z.int().positive().optional().catch(undefined),
  /** The form that puts money in suspense is open. */
  record: z.boolean().optional().catch(undefined),
});
export type SuspenseSearch = z.infer<typeof SuspenseSearch>;

export const DELIVERY_SHOWS = ['files', 'feed', 'problems', 'all'] as const;
export const DeliveriesSearch = z.object({
  show: z.enum(DELIVERY_SHOWS).optional().catch(undefined),
  peek: z.int().positive().optional().catch(undefined),
});
export type DeliveriesSearch = z.infer<typeof DeliveriesSearch>;

export const DeliverySearch = z.object({
  outcome: z.enum(ROW_RESULT_OUTCOMES).optional().catch(undefined),
});
