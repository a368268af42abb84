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
import { PenceSchema, PositivePenceSchema } from '../money.ts';
import { RECEIPT_CHANNELS } from '../receipt-channels.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

const LineId = z.int().positive();
const ReceiptId = z.int().positive();
const Shares = z.array(z.strictObject({ lineId: LineId, amount: PositivePenceSchema })).max(1000);

/** Sets credit of an organisation against lines of its own, so many pence of each. */
export const ApplyCredit = z.strictObject({
  commandId: CommandId,
  organisation: OrganisationReferenceSchema,
  lines: Shares.min(1),
});
export type ApplyCredit = z.infer<typeof ApplyCredit>;
/** What was applied, and what is still held. */
export const AppliedCredit = z.strictObject({ applied: PenceSchema, left: PenceSchema });
export type AppliedCredit = z.infer<typeof AppliedCredit>;

export const RECEIPT_CHANGE_KINDS = ['reallocation', 'payment-move'] as const;
export type ReceiptChangeKind = (typeof RECEIPT_CHANGE_KINDS)[number];

/** Why, in words; the approver sees them and they are kept for ever. */
const Reason = z.string().trim().min(1).max(500);

/** Takes a payment off some of the lines it meets, whole, and sets at most as much against others; the rest is credit. */
export const ReallocationRequest = z.strictObject({
  kind: z.literal('reallocation'),
  receiptId: ReceiptId,
  offLines: z.array(LineId).min(1).max(1000),
  ontoLines: Shares,
  reason: Reason,
});
/** Moves a whole payment to the organisation it was meant for, where it meets the oldest lines first. */
export const PaymentMoveRequest = z.strictObject({
  kind: z.literal('payment-move'),
  receiptId: ReceiptId,
  to: OrganisationReferenceSchema,
  reason: Reason,
});
export const ReceiptChangeRequest = z.discriminatedUnion('kind', [ReallocationRequest, PaymentMoveRequest]);
export type ReceiptChangeRequest = z.infer<typeof ReceiptChangeRequest>;

export const AskForReceiptChange = z.strictObject({ commandId: CommandId, request: ReceiptChangeRequest });
export type AskForReceiptChange = z.infer<typeof AskForReceiptChange>;
export const AskedReceiptChange = z.strictObject({ changeId: z.int(), approvalId: z.int() });
export type AskedReceiptChange = z.infer<typeof AskedReceiptChange>;

export const WithdrawReceiptChange = z.strictObject({ commandId: CommandId, changeId: z.int().positive() });
export type WithdrawReceiptChange = z.infer<typeof WithdrawReceiptChange>;
export const WithdrawnReceiptChange = z.strictObject({ changeId: z.int() });

export const ListReceipts = z.strictObject({
  ...PageInput,
  organisation: OrganisationReferenceSchema,
  /** Only this one, for whoever looks at one payment; null for all. */
  only: ReceiptId.nullable().default(null),
});
/** A payment of an organisation: what came, and where every penny of it is now. */
export const ReceiptRow = z.strictObject({
  receiptId: z.int(),
  channel: z.enum(RECEIPT_CHANNELS),
  payer: z.string().nullable(),
  accountingDay: LocalDateSchema,
  receivedOn: LocalDateSchema,
  amount: PenceSchema,
  /** Meets lines now, is held as credit, was paid back: together the amount, unless it was taken back whole. */
  met: PenceSchema,
  held: PenceSchema,
  paidBack: PenceSchema,
  takenBack: z.boolean(),
  payment: z.strictObject({ attemptId: z.string(), reference: PaymentReferenceSchema }).nullable(),
  movedFrom: OrganisationReferenceSchema.nullable(),
  movedTo: OrganisationReferenceSchema.nullable(),
  fromSuspense: z.boolean(),
  waitingChange: z
    .strictObject({ changeId: z.int(), kind: z.enum(RECEIPT_CHANGE_KINDS), approvalId: z.int(), askedBy: z.string() })
    .nullable(),
  meets: z.array(
    z.strictObject({
      lineId: z.int(),
      invoice: InvoiceNumberSchema,
      lpaReference: LpaReferenceSchema,
      amount: PenceSchema,
    }),
  ),
});
export type ReceiptRow = z.infer<typeof ReceiptRow>;
export const ReceiptPage = pageOf(ReceiptRow);

export const ReadCredit = z.strictObject({ organisation: OrganisationReferenceSchema });
/** What is held for an organisation, by where it came from, oldest first, and the lines it could be set against. */
export const HeldCredit = z.strictObject({
  credit: PenceSchema,
  sources: z.array(
    z.strictObject({
      receiptId: z.int().nullable(),
      creditNote: CreditNoteNumberSchema.nullable(),
      brought: PenceSchema,
      left: PenceSchema,
      heldSince: InstantSchema,
    }),
  ),
  openLines: z.array(
    z.strictObject({
      lineId: z.int(),
      invoice: InvoiceNumberSchema,
      lpaReference: LpaReferenceSchema,
      outstanding: PenceSchema,
      beingPaid: z.boolean(),
    }),
  ),
});
export type HeldCredit = z.infer<typeof HeldCredit>;
