import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { PenceSchema } from '../money.ts';
import { PageInput, pageOf, SortDirection } from './paging.ts';

export const ORGANISATION_KINDS = ['solicitor', 'will-writer', 'charity', 'local-authority'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const ORGANISATION_STATUSES = ['active', 'on-hold', 'closed'] as const;
export type OrganisationStatus = (typeof ORGANISATION_STATUSES)[number];

/** How often an organisation is billed. */
export const BILL_CYCLES = ['monthly', 'quarterly'] as const;
export type BillCycle = (typeof BILL_CYCLES)[number];

const ByReference = z.strictObject({ reference: OrganisationReferenceSchema });

export const ListOrganisations = z.strictObject({
  ...PageInput,
  /** Part of a name, a reference or a postcode. */
  text: z.string().max(100).default(''),
  kind: z.enum(ORGANISATION_KINDS).nullable().default(null),
  status: z.enum(ORGANISATION_STATUSES).nullable().default(null),
  sort: z.enum(['name', 'reference', 'receivable', 'credit']).default('name'),
  direction: SortDirection.default('asc'),
});
export type ListOrganisations = z.infer<typeof ListOrganisations>;

export const OrganisationRow = z.strictObject({
  reference: OrganisationReferenceSchema,
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  status: z.enum(ORGANISATION_STATUSES),
  town: z.string(),
  postcode: z.string(),
  /** What the organisation owes, pence. */
  receivable: PenceSchema,
  /** What it has paid beyond its bills, pence. */
  credit: PenceSchema,
  openInvoices: z.int(),
});
export type OrganisationRow = z.infer<typeof OrganisationRow>;
export const OrganisationPage = pageOf(OrganisationRow);

export const GetOrganisation = ByReference;

/** Whether staff may do a thing for this organisation, and if not, the reason in words. */
export const Allowed = z.discriminatedUnion('allowed', [
  z.strictObject({ allowed: z.literal(true) }),
  z.strictObject({ allowed: z.literal(false), reason: z.string() }),
]);
export type Allowed = z.infer<typeof Allowed>;

export const OrganisationRecord = z.strictObject({
  reference: OrganisationReferenceSchema,
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  status: z.enum(ORGANISATION_STATUSES),
  statusReason: z.string().nullable(),
  addressLines: z.array(z.string()),
  town: z.string(),
  postcode: z.string(),
  billingContact: z.strictObject({ name: z.string(), email: z.string(), phone: z.string() }),
  creditTermsDays: z.int(),
  /** Owed in all, of which `overdue` is past its due day; `credit` is money paid beyond bills. Pence. */
  balance: z.strictObject({ receivable: PenceSchema, overdue: PenceSchema, credit: PenceSchema }),
  openInvoices: z.int(),
  allowed: z.strictObject({ takeCardPayment: Allowed, issueInvoice: Allowed }),
});
export type OrganisationRecord = z.infer<typeof OrganisationRecord>;

export const GetTimeline = z.strictObject({ ...PageInput, reference: OrganisationReferenceSchema });

/** One thing that happened: when, who did it, and what, in a sentence. `amount` in pence where money is meant. */
export const TimelineRow = z.strictObject({
  id: z.int(),
  at: InstantSchema,
  who: z.string(),
  kind: z.string(),
  sentence: z.string(),
  amount: PenceSchema.nullable(),
  invoiceNumber: z.string().nullable(),
  paymentReference: z.string().nullable(),
  attemptId: z.uuid().nullable(),
});
export type TimelineRow = z.infer<typeof TimelineRow>;
export const TimelinePage = pageOf(TimelineRow);
