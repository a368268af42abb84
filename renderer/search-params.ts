import { z } from 'zod';
import { ORGANISATION_KINDS, ORGANISATION_STATUSES } from '../shared/contracts/organisations.ts';
import { CARD_PAYMENT_GROUPS } from '../shared/contracts/payments.ts';
import { OrganisationReferenceSchema } from '../shared/checked-reference.ts';
import { LocalDateSchema } from '../shared/local-date.ts';

/** What stands after the `?` of each place: the link that opens the same list. What does not fit is left out, not refused. */
const Peek = z.string().max(100).optional().catch(undefined);

export const OrganisationsSearch = z.object({
  text: z.coerce.string().max(100).optional().catch(undefined),
  kind: z.enum(ORGANISATION_KINDS).optional().catch(undefined),
  status: z.enum(ORGANISATION_STATUSES).optional().catch(undefined),
  sort: z.enum(['name', 'reference', 'receivable', 'credit']).optional().catch(undefined),
  direction: z.enum(['asc', 'desc']).optional().catch(undefined),
  peek: Peek,
});
export type OrganisationsSearch = z.infer<typeof OrganisationsSearch>;

/** Views of one organisation. */
export const ORGANISATION_TABS = ['invoices', 'payments', 'timeline', 'details', 'ledger'] as const;
export type OrganisationTab = (typeof ORGANISATION_TABS)[number];

export const OrganisationSearch = z.object({
  tab: z.enum(ORGANISATION_TABS).optional().catch(undefined),
  show: z.enum(['open', 'all']).optional().catch(undefined),
  peek: Peek,
  /** The pane that takes a card payment is open. */
  pay: z.boolean().optional().catch(undefined),
});
export type OrganisationSearch = z.infer<typeof OrganisationSearch>;

export const InvoiceSearch = z.object({
  /** The line to bring into view. */
  line: z.int().positive().optional().catch(undefined),
  peek: z.int().positive().optional().catch(undefined),
  pay: z.boolean().optional().catch(undefined),
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

export const AuditSearch = z.object({
  organisation: OrganisationReferenceSchema.optional().catch(undefined),
});
