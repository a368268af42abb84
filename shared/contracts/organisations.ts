import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { LpaReferenceSchema } from '../lpa-reference.ts';
import { PenceSchema } from '../money.ts';
import { CommandId, PageInput, pageOf, SortDirection } from './paging.ts';

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

/** An organisation named beside another. */
export const OrganisationLink = z.strictObject({
  reference: OrganisationReferenceSchema,
  name: z.string(),
  status: z.enum(ORGANISATION_STATUSES),
});
export type OrganisationLink = z.infer<typeof OrganisationLink>;

/** What one thing about an organisation was and becomes, in words. */
export const FieldChange = z.strictObject({ label: z.string(), from: z.string(), to: z.string() });
export type FieldChange = z.infer<typeof FieldChange>;

/** A merger into another organisation, or a split of some registrations to a branch, from a day on. */
export const SUCCESSION_KINDS = ['merge', 'split'] as const;
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number];

export const OpenSuccession = z.strictObject({
  kind: z.enum(SUCCESSION_KINDS),
  from: OrganisationLink,
  to: OrganisationLink,
  effectiveOn: LocalDateSchema,
  reason: z.string(),
  /** How many registrations a split takes along. */
  registrations: z.int(),
  /** `waiting` for approval, or `agreed` and waiting for its day. */
  state: z.enum(['waiting', 'agreed']),
  approvalId: z.int(),
  askedBy: z.string(),
  askedAt: InstantSchema,
});
export type OpenSuccession = z.infer<typeof OpenSuccession>;

/** A person who may be written to besides the billing contact. */
export const ContactRow = z.strictObject({
  contactId: z.int(),
  name: z.string(),
  role: z.string(),
  email: z.string(),
  phone: z.string(),
});
export type ContactRow = z.infer<typeof ContactRow>;

export const OrganisationRecord = z.strictObject({
  reference: OrganisationReferenceSchema,
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  status: z.enum(ORGANISATION_STATUSES),
  statusReason: z.string().nullable(),
  addressLines: z.array(z.string()),
  town: z.string(),
  postcode: z.string(),
  /** Where bills go. An empty e-mail means that nobody is known: its bills are held. */
  billingContact: z.strictObject({ name: z.string(), role: z.string(), email: z.string(), phone: z.string() }),
  contacts: z.array(ContactRow),
  creditTermsDays: z.int(),
  billingCycle: z.enum(BILL_CYCLES),
  purchaseOrderRequired: z.boolean(),
  /** The number that stands for every bill; null when none is known. */
  purchaseOrder: z.string().nullable(),
  branchOf: OrganisationLink.nullable(),
  branches: z.array(OrganisationLink),
  /** What waits for a second person's approval; one change at a time. */
  waitingChange: z
    .strictObject({
      approvalId: z.int(),
      changes: z.array(FieldChange),
      reason: z.string().nullable(),
      askedBy: z.string(),
      askedAt: InstantSchema,
    })
    .nullable(),
  /** The organisation that took over from it; it is closed. */
  mergedInto: OrganisationLink.nullable(),
  /** Organisations that it took over from, and what they still owe on their own bills, pence. */
  mergedFrom: z.array(OrganisationLink.extend({ receivable: PenceSchema })),
  /** A merger or split of it that is asked for or agreed and not effective yet. */
  succession: OpenSuccession.nullable(),
  /** Sent back with an edit; refused when somebody else has edited it meanwhile. */
  version: z.int(),
  /** Owed in all, of which `overdue` is past its due day; `credit` is money paid beyond bills. Pence. */
  balance: z.strictObject({ receivable: PenceSchema, overdue: PenceSchema, credit: PenceSchema }),
  openInvoices: z.int(),
  allowed: z.strictObject({ takeCardPayment: Allowed, issueInvoice: Allowed }),
});
export type OrganisationRecord = z.infer<typeof OrganisationRecord>;

/** Text that people type: one line, no control characters. */
const Line = (most: number, least = 0) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^\P{Cc}*$/u);

const Email = z.union([z.literal(''), z.email().max(160)]);
const Phone = z.union([z.literal(''), z.string().regex(/^[0-9+() -]{5,30}$/)]);
const Reason = Line(300, 1);

const Contact = z.strictObject({ name: Line(80), role: Line(60), email: Email, phone: Phone });

/** What an organisation is, as it is entered. Pounds nowhere; `creditTermsDays` counts from the day of issue. */
export const OrganisationParticulars = z.strictObject({
  name: Line(200, 1),
  kind: z.enum(ORGANISATION_KINDS),
  addressLines: z.array(Line(60, 1)).min(1).max(4),
  town: Line(60, 1),
  postcode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$/),
  billingContact: Contact,
  creditTermsDays: z.int().min(0).max(365),
  billingCycle: z.enum(BILL_CYCLES),
  purchaseOrderRequired: z.boolean(),
  purchaseOrder: Line(40, 1).nullable(),
});
export type OrganisationParticulars = z.infer<typeof OrganisationParticulars>;

export const CreateOrganisation = OrganisationParticulars.extend({ commandId: CommandId });
export const CreatedOrganisation = ByReference;

export const EditOrganisation = OrganisationParticulars.extend({
  commandId: CommandId,
  reference: OrganisationReferenceSchema,
  version: z.int().positive(),
});
export type EditOrganisation = z.infer<typeof EditOrganisation>;

/** What an edit came to: what is so now, and what a second person has to approve first. */
export const EditedOrganisation = z.strictObject({
  applied: z.array(FieldChange),
  waiting: z.array(FieldChange),
  approvalId: z.int().nullable(),
});
export type EditedOrganisation = z.infer<typeof EditedOrganisation>;

export const SetOrganisationStatus = z.strictObject({
  commandId: CommandId,
  reference: OrganisationReferenceSchema,
  status: z.enum(['active', 'on-hold']),
  reason: Reason,
});

/** To close an active organisation or one on hold, or to open a closed one again. A second person approves either. */
export const AskToCloseOrganisation = z.strictObject({
  commandId: CommandId,
  reference: OrganisationReferenceSchema,
  status: z.enum(['active', 'closed']),
  reason: Reason,
});
export type AskToCloseOrganisation = z.infer<typeof AskToCloseOrganisation>;

export const TakeBackOrganisationChange = z.strictObject({
  commandId: CommandId,
  reference: OrganisationReferenceSchema,
});
export type TakeBackOrganisationChange = z.infer<typeof TakeBackOrganisationChange>;

const NamedContact = Contact.extend({ name: Line(80, 1) });

export const AddContact = NamedContact.extend({ commandId: CommandId, reference: OrganisationReferenceSchema });
export type AddContact = z.infer<typeof AddContact>;
export const EditContact = AddContact.extend({ contactId: z.int().positive() });
export type EditContact = z.infer<typeof EditContact>;
export const RemoveContact = z.strictObject({
  commandId: CommandId,
  reference: OrganisationReferenceSchema,
  contactId: z.int().positive(),
});
export type RemoveContact = z.infer<typeof RemoveContact>;

export const SetBranchOf = z.strictObject({
  commandId: CommandId,
  reference: OrganisationReferenceSchema,
  /** The organisation it becomes a branch of; null when it is one no longer. */
  branchOf: OrganisationReferenceSchema.nullable(),
});
export type SetBranchOf = z.infer<typeof SetBranchOf>;

const Succession = z.strictObject({
  commandId: CommandId,
  /** The organisation that merges into another, or that a branch is split off from. */
  reference: OrganisationReferenceSchema,
  /** The survivor, or the branch. */
  to: OrganisationReferenceSchema,
  /** From this London day on, registrations and bills are the other's. */
  effectiveOn: LocalDateSchema,
  reason: Reason,
});

/** Registrations that a split takes along at most. */
export const MOST_SPLIT_OFF = 500;

export const AskToMerge = Succession;
export type AskToMerge = z.infer<typeof AskToMerge>;

export const AskToSplit = Succession.extend({
  /** Unbilled ones, registered on that day or later; the branch gets the others from the registration service. */
  lpaReferences: z.array(LpaReferenceSchema).max(MOST_SPLIT_OFF),
});
export type AskToSplit = z.infer<typeof AskToSplit>;

export const TakeBackSuccession = z.strictObject({ commandId: CommandId, reference: OrganisationReferenceSchema });
export type TakeBackSuccession = z.infer<typeof TakeBackSuccession>;

export const ListUnbilled = z.strictObject({
  reference: OrganisationReferenceSchema,
  /** Registered on this day or later. */
  from: LocalDateSchema,
});
export type ListUnbilled = z.infer<typeof ListUnbilled>;

export const UnbilledRow = z.strictObject({
  lpaReference: LpaReferenceSchema,
  registeredOn: LocalDateSchema,
  ownReference: z.string().nullable(),
});
export type UnbilledRow = z.infer<typeof UnbilledRow>;
/** As many as a split takes along; `more` says that there are others. */
export const UnbilledList = z.strictObject({ rows: z.array(UnbilledRow), more: z.boolean() });

/** What a command answers that has nothing to tell but that it was done. */
export const Done = z.strictObject({});
export type Done = z.infer<typeof Done>;

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
