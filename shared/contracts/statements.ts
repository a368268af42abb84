import { z } from 'zod';
import { BillingPeriodSchema } from '../billing-period.ts';
import {
  CreditNoteNumberSchema,
  InvoiceNumberSchema,
  OrganisationReferenceSchema,
  PaymentReferenceSchema,
} from '../checked-reference.ts';
import { LocalDateSchema } from '../local-date.ts';
import { PenceSchema } from '../money.ts';
import { INVOICE_KINDS } from './billing.ts';

/** What changes what an organisation owes. */
export const STATEMENT_ENTRY_KINDS = ['invoice', 'credit-note', 'receipt', 'receipt-reversal'] as const;
export type StatementEntryKind = (typeof STATEMENT_ENTRY_KINDS)[number];

/** The most entries one statement holds; a longer one is asked for in parts. */
export const MOST_STATEMENT_ENTRIES = 5_000;

export const StatementEntry = z.strictObject({
  day: LocalDateSchema,
  kind: z.enum(STATEMENT_ENTRY_KINDS),
  /** Of an invoice, what it is; null for everything else. */
  invoiceKind: z.enum(INVOICE_KINDS).nullable(),
  /** The invoice itself, or the one that a credit note is of. */
  invoice: InvoiceNumberSchema.nullable(),
  creditNote: CreditNoteNumberSchema.nullable(),
  payment: z.strictObject({ attemptId: z.uuid(), reference: PaymentReferenceSchema }).nullable(),
  /** Pence: what it adds to what is owed, or takes off; the other is 0. */
  added: PenceSchema,
  taken: PenceSchema,
  /** Owed after it, pence; below zero when in credit. */
  balance: PenceSchema,
});
export type StatementEntry = z.infer<typeof StatementEntry>;

export const GetStatement = z.strictObject({ organisation: OrganisationReferenceSchema, period: BillingPeriodSchema });
export type GetStatement = z.infer<typeof GetStatement>;

/** Everything that changed what an organisation owes in a period, between what it owed before and after. */
export const StatementOfAccount = z.strictObject({
  organisation: z.strictObject({
    reference: OrganisationReferenceSchema,
    name: z.string(),
    addressLines: z.array(z.string()),
    town: z.string(),
    postcode: z.string(),
  }),
  period: BillingPeriodSchema,
  /** Debt less credit on account at the beginning of the first day and the end of the last, pence; below zero in credit. */
  opening: PenceSchema,
  closing: PenceSchema,
  added: PenceSchema,
  taken: PenceSchema,
  entries: z.array(StatementEntry),
  /** Whether the ledger's postings come to the same opening and closing balance. Never false, or the books are wrong. */
  agreesWithLedger: z.boolean(),
});
export type StatementOfAccount = z.infer<typeof StatementOfAccount>;
