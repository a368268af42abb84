import { z } from 'zod';
import { CreditNoteNumberSchema, InvoiceNumberSchema, OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { LpaReferenceSchema } from '../lpa-reference.ts';
import { PenceSchema, PositivePenceSchema } from '../money.ts';
import { FEE_KINDS, NewInvoiceLine } from './billing.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

/** What can be done about a bill that is wrong. Each is asked for by one person and approved by another. */
export const CORRECTION_KINDS = [
  'credit-note',
  'debit-correction',
  'reissue',
  'one-off-invoice',
  'move-registration',
] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** `waiting` for a second person; `returned` to whoever asked, or voided by a change; the other two are the end of it. */
export const CORRECTION_STATES = ['waiting', 'returned', 'applied', 'withdrawn'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

/** Kind → the reasons finance may give for it. */
export const CORRECTION_REASONS = {
  'credit-note': ['billed-in-error', 'fee-lowered', 'registration-withdrawn', 'agreed-reduction', 'other'],
  'debit-correction': ['fee-raised', 'billed-too-low', 'other'],
  reissue: ['wrong-details', 'wrong-reference', 'fee-lowered', 'fee-raised', 'other'],
  'one-off-invoice': ['left-out-of-bill-run', 'asked-for-separately', 'other'],
  'move-registration': ['wrong-organisation', 'organisation-succeeded', 'other'],
} as const satisfies Record<CorrectionKind, readonly [string, ...string[]]>;
export type CorrectionReason = (typeof CORRECTION_REASONS)[CorrectionKind][number];

/** Why, in words: they are shown to the approver, kept for ever, and sent to the organisation with the credit note. */
const Words = z.string().trim().min(1).max(500);
const LineId = z.int().positive();
const MOST_LINES = 10_000;

/** Credit of an invoice's lines: pence of each, at most what was charged and not yet credited; 0 for one that cost nothing. */
export const CreditNoteRequest = z.strictObject({
  kind: z.literal('credit-note'),
  invoice: InvoiceNumberSchema,
  lines: z
    .array(z.strictObject({ lineId: LineId, amount: PenceSchema.refine((amount) => amount >= 0) }))
    .min(1)
    .max(MOST_LINES),
  reason: z.enum(CORRECTION_REASONS['credit-note']),
  words: Words,
});

/** More to pay for LPAs on an invoice: the difference to what the right kind of fee costs, which is never typed. */
export const DebitCorrectionRequest = z.strictObject({
  kind: z.literal('debit-correction'),
  invoice: InvoiceNumberSchema,
  lines: z
    .array(z.strictObject({ lineId: LineId, feeKind: z.enum(FEE_KINDS) }))
    .min(1)
    .max(MOST_LINES),
  reason: z.enum(CORRECTION_REASONS['debit-correction']),
  words: Words,
});

/** The whole invoice is credited and written anew, with these lines changed or left out. */
export const ReissueRequest = z.strictObject({
  kind: z.literal('reissue'),
  invoice: InvoiceNumberSchema,
  changes: z
    .array(
      z.strictObject({
        lineId: LineId,
        leaveOut: z.boolean().default(false),
        /** Another kind of fee, at the price of the day of receipt; null keeps kind and amount. */
        feeKind: z.enum(FEE_KINDS).nullable().default(null),
        /** The organisation's own matter reference; null keeps it. */
        ownReference: z.string().trim().min(1).max(60).nullable().default(null),
      }),
    )
    .max(MOST_LINES),
  reason: z.enum(CORRECTION_REASONS.reissue),
  words: Words,
});

export const OneOffLine = NewInvoiceLine.extend({
  /** What the line is for, where that is not plain from the LPA. */
  description: z.string().trim().min(1).max(200).nullable().default(null),
});

/** An invoice of its own, outside every bill run, with lines given by hand. */
export const OneOffInvoiceRequest = z.strictObject({
  kind: z.literal('one-off-invoice'),
  organisation: OrganisationReferenceSchema,
  lines: z.array(OneOffLine).min(1).max(MOST_LINES),
  reason: z.enum(CORRECTION_REASONS['one-off-invoice']),
  words: Words,
});

/** LPAs of an invoice that belong to another organisation: credited here, billed there, registered there. */
export const MoveRegistrationRequest = z.strictObject({
  kind: z.literal('move-registration'),
  invoice: InvoiceNumberSchema,
  lineIds: z.array(LineId).min(1).max(MOST_LINES),
  to: OrganisationReferenceSchema,
  reason: z.enum(CORRECTION_REASONS['move-registration']),
  words: Words,
});

export const CorrectionRequest = z.discriminatedUnion('kind', [
  CreditNoteRequest,
  DebitCorrectionRequest,
  ReissueRequest,
  OneOffInvoiceRequest,
  MoveRegistrationRequest,
]);
export type CorrectionRequest = z.output<typeof CorrectionRequest>;
export type RequestOf<Kind extends CorrectionKind> = Extract<CorrectionRequest, { readonly kind: Kind }>;

export const PreviewCorrection = z.strictObject({ request: CorrectionRequest });
export const AskForCorrection = z.strictObject({ commandId: CommandId, request: CorrectionRequest });
export type AskForCorrection = z.output<typeof AskForCorrection>;
/** Asks again for one that was returned, or changes one that waits: whatever waited is voided, and whoever did so may not approve it. */
export const ReviseCorrection = z.strictObject({
  commandId: CommandId,
  correctionId: z.int().positive(),
  request: CorrectionRequest,
});
export type ReviseCorrection = z.output<typeof ReviseCorrection>;
export const WithdrawCorrection = z.strictObject({ commandId: CommandId, correctionId: z.int().positive() });
export type WithdrawCorrection = z.output<typeof WithdrawCorrection>;

export const ChangedCorrection = z.strictObject({
  correctionId: z.int(),
  state: z.enum(CORRECTION_STATES),
  approvalId: z.int().nullable(),
});
export type ChangedCorrection = z.infer<typeof ChangedCorrection>;

const OrganisationName = z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() });

/** What a correction takes off one line, pence: so much off its debt, so much to credit on account as it was paid. */
export const CreditedLine = z.strictObject({
  lineId: z.int(),
  lpaReference: LpaReferenceSchema,
  amount: PenceSchema,
  offDebt: PenceSchema,
  toAccount: PenceSchema,
});
/** One line of the invoice that a correction makes. */
export const ChargedLine = z.strictObject({
  lpaReference: LpaReferenceSchema,
  feeKind: z.enum(FEE_KINDS),
  amount: PenceSchema,
  /** What is new about it beside the line it corrects or replaces, in words; null where nothing is. */
  change: z.string().nullable(),
});

/** Debt and credit on account of an organisation, pence, neither below nothing, before a correction and after it. */
export const BalanceEffect = z.strictObject({
  organisation: OrganisationName,
  owesBefore: PenceSchema,
  owesAfter: PenceSchema,
  creditBefore: PenceSchema,
  creditAfter: PenceSchema,
});

/** Exactly what a correction would do, or what stands in its way. */
export const CorrectionEffect = z.strictObject({
  credited: PenceSchema,
  charged: PenceSchema,
  creditLineCount: z.int(),
  chargeLineCount: z.int(),
  /** The first of them; there may be thousands. */
  credits: z.array(CreditedLine),
  charges: z.array(ChargedLine),
  balances: z.array(BalanceEffect),
});
export type CorrectionEffect = z.infer<typeof CorrectionEffect>;
export const CorrectionPreview = z.strictObject({
  effect: CorrectionEffect.nullable(),
  refusal: z
    .strictObject({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
});
export type CorrectionPreview = z.infer<typeof CorrectionPreview>;

export const CorrectionRow = z.strictObject({
  correctionId: z.int(),
  kind: z.enum(CORRECTION_KINDS),
  state: z.enum(CORRECTION_STATES),
  organisation: OrganisationName,
  invoice: InvoiceNumberSchema.nullable(),
  amount: PositivePenceSchema.or(PenceSchema),
  reason: z.string(),
  words: z.string(),
  askedBy: z.string(),
  askedAt: InstantSchema,
});
export type CorrectionRow = z.infer<typeof CorrectionRow>;

export const GetCorrection = z.strictObject({ correctionId: z.int().positive() });
export const CorrectionRecord = CorrectionRow.extend({
  request: CorrectionRequest,
  to: OrganisationName.nullable(),
  /** What it would do as things stand now; null once it is done or taken back, or where something stands in its way. */
  preview: CorrectionPreview.nullable(),
  returnedReason: z.string().nullable(),
  approvalId: z.int().nullable(),
  approvedBy: z.string().nullable(),
  /** What it made. */
  creditNote: CreditNoteNumberSchema.nullable(),
  madeInvoice: InvoiceNumberSchema.nullable(),
});
export type CorrectionRecord = z.infer<typeof CorrectionRecord>;

export const ListCorrections = z.strictObject({
  ...PageInput,
  /** `open`: waiting or returned, of every organisation, oldest first. `all`: newest first. */
  show: z.enum(['open', 'all']).default('open'),
  organisation: OrganisationReferenceSchema.nullable().default(null),
});
export const CorrectionPage = pageOf(CorrectionRow);

export const CreditNoteRow = z.strictObject({
  number: CreditNoteNumberSchema,
  issuedOn: LocalDateSchema,
  invoice: InvoiceNumberSchema,
  /** The invoice that took the place of what was credited, where there is one. */
  newInvoice: InvoiceNumberSchema.nullable(),
  kind: z.enum(CORRECTION_KINDS),
  lineCount: z.int(),
  total: PenceSchema,
  offDebt: PenceSchema,
  toAccount: PenceSchema,
  reason: z.string(),
  words: z.string(),
  correctionId: z.int(),
  askedBy: z.string(),
  approvedBy: z.string(),
});
export type CreditNoteRow = z.infer<typeof CreditNoteRow>;
export const ListCreditNotes = z.strictObject({ ...PageInput, organisation: OrganisationReferenceSchema });
export const CreditNotePage = pageOf(CreditNoteRow);

export const GetCreditNote = z.strictObject({ number: CreditNoteNumberSchema });
export const CreditNoteRecord = CreditNoteRow.extend({
  organisation: OrganisationName,
  issuedAt: InstantSchema,
  lines: z.array(CreditedLine),
});
export type CreditNoteRecord = z.infer<typeof CreditNoteRecord>;

/** What the registration of a billed LPA has come to say, and what that asks for. */
export const DIFFERENCE_ASKS = ['credit', 'charge', 'move'] as const;
export const BilledDifference = z.strictObject({
  registrationId: z.int(),
  lpaReference: LpaReferenceSchema,
  lineId: z.int(),
  invoice: InvoiceNumberSchema,
  organisation: OrganisationName,
  /** `charge` goes onto the organisation's next bill by itself; the others are for finance to send for approval. */
  asks: z.enum(DIFFERENCE_ASKS),
  /** Charged on invoices, credits taken off, pence. */
  charged: PenceSchema,
  /** What it costs now; 0 where the registration was withdrawn. */
  price: PenceSchema,
  billedAs: z.enum(FEE_KINDS),
  nowIs: z.enum(FEE_KINDS).nullable(),
  withdrawn: z.boolean(),
  movedTo: OrganisationName.nullable(),
  /** The correction that is under way for its invoice. */
  correctionId: z.int().nullable(),
});
export type BilledDifference = z.infer<typeof BilledDifference>;
export const ListDifferences = z.strictObject({ ...PageInput });
export const DifferencePage = pageOf(BilledDifference);
