import { z } from 'zod';
import { InvoiceNumberSchema, OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { LpaReferenceSchema } from '../lpa-reference.ts';
import { PenceSchema } from '../money.ts';
import { FEE_KINDS, LPA_KINDS } from './billing.ts';
import { BILL_CYCLES } from './organisations.ts';
import { CommandId, PageInput, pageOf, SortDirection } from './paging.ts';

/** The states of a bill run; what each means and where it may go is `server/billing/bill-runs/bill-run-state.ts`. */
export const BILL_RUN_STATES = [
  'draft',
  'computing',
  'review',
  'approved',
  'issuing',
  'issued',
  'cancelled',
  'failed',
] as const;
export type BillRunState = (typeof BILL_RUN_STATES)[number];

/** `supplementary`: what came late or was held back, after the run of that period. */
export const BILL_RUN_KINDS = ['cycle', 'supplementary'] as const;
export type BillRunKind = (typeof BILL_RUN_KINDS)[number];

/** Why an organisation's bill needs a look, or cannot be sent. */
export const BILL_PROBLEMS = [
  'on-hold',
  'closed',
  'no-purchase-order',
  'no-contact',
  'undecided-fee',
  'no-fee-rule',
] as const;
export type BillProblem = (typeof BILL_PROBLEMS)[number];

/** `rolled-forward`: below the least amount that is billed; it joins the next run's. `empty`: nothing has a price yet. */
export const BILL_STANDINGS = ['ready', 'held', 'rolled-forward', 'empty'] as const;
export type BillStanding = (typeof BILL_STANDINGS)[number];

const Money = z.strictObject({ bills: z.int(), lines: z.int(), total: PenceSchema });

export const BillRunRow = z.strictObject({
  billRunId: z.int(),
  kind: z.enum(BILL_RUN_KINDS),
  cycle: z.enum(BILL_CYCLES),
  /** The first day of the period, and the first day after it. */
  from: LocalDateSchema,
  before: LocalDateSchema,
  state: z.enum(BILL_RUN_STATES),
  stateSince: InstantSchema,
  draftedBy: z.string(),
  draftedAt: InstantSchema,
  approvedBy: z.string().nullable(),
  failureCode: z.string().nullable(),
  /** What will be issued, or was. */
  ready: Money,
  held: z.int(),
  /** Done and to do of the job under way; null where none is. */
  progress: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
});
export type BillRunRow = z.infer<typeof BillRunRow>;

export const ListBillRuns = z.strictObject({ ...PageInput });
export const BillRunPage = pageOf(BillRunRow);

/** What may be done with the run now, by the one who asks, and if not, why. */
export const BillRunAct = z.strictObject({ allowed: z.boolean(), reason: z.string().nullable() });

const BillRunTotals = z.strictObject({ organisations: z.int(), lines: z.int(), total: PenceSchema });

export const GetBillRun = z.strictObject({ billRunId: z.int().positive() });
export const BillRunRecord = BillRunRow.extend({
  /** Bumped by every change of what a reviewer sees. */
  revision: z.int(),
  approval: z.strictObject({ approvalId: z.int(), requestedBy: z.string(), requestedAt: InstantSchema }).nullable(),
  standings: z.array(Money.extend({ standing: z.enum(BILL_STANDINGS) })),
  problems: z.array(z.strictObject({ problem: z.enum(BILL_PROBLEMS), bills: z.int() })),
  /** Lines by why they cost what they cost; `late` are of registrations before the period. */
  reasons: z.array(
    z.strictObject({ feeKind: z.enum(FEE_KINDS), price: PenceSchema, lines: z.int(), total: PenceSchema }),
  ),
  late: z.strictObject({ lines: z.int(), total: PenceSchema }),
  undecided: z.int(),
  excluded: z.int(),
  /** The run of the period before, and that of the same period a year ago, as they were issued; null where none was. */
  last: BillRunTotals.nullable(),
  yearAgo: BillRunTotals.nullable(),
});
export type BillRunRecord = z.infer<typeof BillRunRecord>;

export const ListBills = z.strictObject({
  ...PageInput,
  billRunId: z.int().positive(),
  /** Part of a name, or a reference. */
  text: z.string().max(100).default(''),
  show: z.enum(['all', 'ready', 'held', 'problems', 'unusual', 'rolled-forward']).default('all'),
  sort: z.enum(['name', 'total', 'lines', 'change']).default('name'),
  direction: SortDirection.default('asc'),
});
export type ListBills = z.infer<typeof ListBills>;

export const BillRow = z.strictObject({
  billId: z.int(),
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  lineCount: z.int(),
  total: PenceSchema,
  standing: z.enum(BILL_STANDINGS),
  heldReason: z.string().nullable(),
  problems: z.array(z.enum(BILL_PROBLEMS)),
  undecided: z.int(),
  /** What the organisation was billed for the period before; null when nothing was. */
  previousTotal: PenceSchema.nullable(),
  previousLines: z.int().nullable(),
  /** The same for the same period a year ago. */
  yearAgoTotal: PenceSchema.nullable(),
  yearAgoLines: z.int().nullable(),
  /** Why it is unlike the last, in words; null when it is not. */
  unusual: z.string().nullable(),
  invoiceNumber: InvoiceNumberSchema.nullable(),
});
export type BillRow = z.infer<typeof BillRow>;
export const BillPage = pageOf(BillRow);

export const GetBill = z.strictObject({ billId: z.int().positive() });

export const ListBillLines = z.strictObject({ ...PageInput, billId: z.int().positive() });
export const BillLineRow = z.strictObject({
  lineId: z.int(),
  lineNumber: z.int(),
  registrationId: z.int().nullable(),
  lpaReference: LpaReferenceSchema,
  lpaKind: z.enum(LPA_KINDS),
  receivedOn: LocalDateSchema,
  registeredOn: LocalDateSchema,
  feeKind: z.enum(FEE_KINDS),
  amount: PenceSchema,
  ownReference: z.string().nullable(),
  /** Registered before the run's period. */
  late: z.boolean(),
});
export type BillLineRow = z.infer<typeof BillLineRow>;
export const BillLinePage = pageOf(BillLineRow);

export const DraftBillRun = z.strictObject({
  commandId: CommandId,
  kind: z.enum(BILL_RUN_KINDS),
  cycle: z.enum(BILL_CYCLES),
  /** The first day of the period. */
  from: LocalDateSchema,
});
export type DraftBillRun = z.infer<typeof DraftBillRun>;
export const DraftedBillRun = z.strictObject({ billRunId: z.int() });

export const ChangeBillRun = z.strictObject({ commandId: CommandId, billRunId: z.int().positive() });
export type ChangeBillRun = z.infer<typeof ChangeBillRun>;

const Reason = z.string().trim().min(1).max(300);

export const HoldBills = z.strictObject({
  commandId: CommandId,
  billRunId: z.int().positive(),
  billIds: z.array(z.int().positive()).min(1).max(500),
  /** Why they are held; null lets them go again. */
  reason: Reason.nullable(),
});
export type HoldBills = z.infer<typeof HoldBills>;

export const ExcludeLine = z.strictObject({ commandId: CommandId, lineId: z.int().positive(), reason: Reason });
export type ExcludeLine = z.infer<typeof ExcludeLine>;

export const IncludeLine = z.strictObject({
  commandId: CommandId,
  billRunId: z.int().positive(),
  registrationId: z.int().positive(),
});
export type IncludeLine = z.infer<typeof IncludeLine>;

export const ListExclusions = z.strictObject({ billRunId: z.int().positive() });
export const Exclusions = z.strictObject({
  rows: z.array(
    z.strictObject({
      registrationId: z.int(),
      lpaReference: LpaReferenceSchema,
      organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
      reason: z.string(),
      by: z.string(),
      at: InstantSchema,
    }),
  ),
});
