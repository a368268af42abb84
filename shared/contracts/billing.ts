import { z } from 'zod';
import {
  CreditNoteNumberSchema,
  InvoiceNumberSchema,
  OrganisationReferenceSchema,
  PaymentReferenceSchema,
} from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { LpaReferenceSchema } from '../lpa-reference.ts';
import { PenceSchema } from '../money.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

export const LPA_KINDS = ['property-and-affairs', 'health-and-welfare'] as const;
export type LpaKind = (typeof LPA_KINDS)[number];

/** Why a line costs what it costs; the prices themselves are fee rules. */
export const FEE_KINDS = ['full', 'half', 'repeat', 'quarter', 'exempt'] as const;
export type FeeKind = (typeof FEE_KINDS)[number];

/** Somebody is taking a card payment for this now. */
export const BeingPaid = z.strictObject({
  attemptId: z.uuid(),
  paymentReference: PaymentReferenceSchema,
  by: z.string(),
  since: InstantSchema,
  mine: z.boolean(),
});
export type BeingPaid = z.infer<typeof BeingPaid>;

/** `credited`: credit notes have taken all of it off. */
export const INVOICE_STATUSES = ['open', 'part-paid', 'overdue', 'paid', 'credited'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

/** What an invoice is: of a bill run, or made by a correction. */
export const INVOICE_KINDS = ['bill', 'one-off', 'correction', 'reissue'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

export const InvoiceRow = z.strictObject({
  number: InvoiceNumberSchema,
  issuedOn: LocalDateSchema,
  dueOn: LocalDateSchema,
  lineCount: z.int(),
  total: PenceSchema,
  paid: PenceSchema,
  /** Taken off by credit notes, whether it was paid by then or not. */
  credited: PenceSchema,
  outstanding: PenceSchema,
  kind: z.enum(INVOICE_KINDS),
  status: z.enum(INVOICE_STATUSES),
  /** Days past the due day; 0 when not overdue. */
  daysOverdue: z.int(),
  beingPaid: BeingPaid.nullable(),
});
export type InvoiceRow = z.infer<typeof InvoiceRow>;

export const ListInvoices = z.strictObject({
  ...PageInput,
  organisation: OrganisationReferenceSchema,
  /** `open`: with something still to pay, oldest first. `all`: every invoice, newest first. */
  show: z.enum(['open', 'all']).default('open'),
});
export const InvoicePage = pageOf(InvoiceRow);

export const GetInvoice = z.strictObject({ number: InvoiceNumberSchema });
export const InvoiceRecord = InvoiceRow.extend({
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  issuedAt: InstantSchema,
  feeTotals: z.array(z.strictObject({ feeKind: z.enum(FEE_KINDS), lines: z.int(), amount: PenceSchema })),
  creditNotes: z.array(
    z.strictObject({ number: CreditNoteNumberSchema, total: PenceSchema, issuedOn: LocalDateSchema }),
  ),
  /** The invoice this one was written in place of, and the one that was written in place of this one. */
  replaces: InvoiceNumberSchema.nullable(),
  replacedBy: InvoiceNumberSchema.nullable(),
  /** The correction that made it, where one did. */
  correctionId: z.int().nullable(),
  /** The correction that waits for approval, or was returned, for this invoice. */
  openCorrectionId: z.int().nullable(),
});
export type InvoiceRecord = z.infer<typeof InvoiceRecord>;

/** Money that met a line, and the card payment that brought it. */
export const LinePayment = z.strictObject({
  attemptId: z.uuid().nullable(),
  paymentReference: PaymentReferenceSchema.nullable(),
  amount: PenceSchema,
  paidOn: LocalDateSchema,
});

/** A line on another invoice that this one has to do with, or that has to do with this one. */
export const LINE_LINKS = ['corrects', 'corrected-by', 'replaces', 'replaced-by'] as const;
export const LineLink = z.strictObject({
  link: z.enum(LINE_LINKS),
  /** Null while the bill with that line is not issued. */
  invoice: InvoiceNumberSchema.nullable(),
  amount: PenceSchema,
});
export type LineLink = z.infer<typeof LineLink>;

export const InvoiceLineRow = z.strictObject({
  lineId: z.int(),
  lineNumber: z.int(),
  lpaReference: LpaReferenceSchema,
  lpaKind: z.enum(LPA_KINDS),
  receivedOn: LocalDateSchema,
  registeredOn: LocalDateSchema,
  feeKind: z.enum(FEE_KINDS),
  amount: PenceSchema,
  paid: PenceSchema,
  credited: PenceSchema,
  outstanding: PenceSchema,
  /** The organisation's own matter reference, if it gave one. */
  ownReference: z.string().nullable(),
  /** What the line is for, where staff said so. */
  description: z.string().nullable(),
  beingPaid: BeingPaid.nullable(),
  payments: z.array(LinePayment),
  credits: z.array(z.strictObject({ number: CreditNoteNumberSchema, amount: PenceSchema, issuedOn: LocalDateSchema })),
  links: z.array(LineLink),
});
export type InvoiceLineRow = z.infer<typeof InvoiceLineRow>;
export const ListInvoiceLines = z.strictObject({
  ...PageInput,
  number: InvoiceNumberSchema,
  /** The beginning of an LPA reference or of the organisation's own matter reference. */
  text: z.string().max(60).default(''),
});
export const InvoiceLinePage = pageOf(InvoiceLineRow);

/** Words ready to be read out or sent. */
export const Explanation = z.strictObject({ sentences: z.array(z.string()) });
export const ExplainLine = z.strictObject({ lineId: z.int().positive() });
export const ExplainInvoice = z.strictObject({ number: InvoiceNumberSchema });

export const NewInvoiceLine = z.strictObject({
  lpaReference: LpaReferenceSchema,
  lpaKind: z.enum(LPA_KINDS),
  receivedOn: LocalDateSchema,
  registeredOn: LocalDateSchema,
  feeKind: z.enum(FEE_KINDS),
  amount: PenceSchema,
  ownReference: z.string().trim().min(1).max(60).nullable(),
});
export type NewInvoiceLine = z.infer<typeof NewInvoiceLine>;

export const IssueInvoice = z.strictObject({
  commandId: CommandId,
  organisation: OrganisationReferenceSchema,
  lines: z.array(NewInvoiceLine).min(1).max(10_000),
});
export type IssueInvoice = z.infer<typeof IssueInvoice>;
export const IssuedInvoice = z.strictObject({
  number: InvoiceNumberSchema,
  total: PenceSchema,
  dueOn: LocalDateSchema,
  lineCount: z.int(),
});
export type IssuedInvoice = z.infer<typeof IssuedInvoice>;

/** Where a bank transfer goes, and the reference to quote: at most 18 characters, A–Z and 0–9. */
export const BankTransferDetails = z.strictObject({
  accountName: z.string(),
  sortCode: z.string(),
  accountNumber: z.string(),
  reference: z.string().max(18),
});
export type BankTransferDetails = z.infer<typeof BankTransferDetails>;
