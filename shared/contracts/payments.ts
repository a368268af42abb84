import { z } from 'zod';
import { InvoiceNumberSchema, OrganisationReferenceSchema, PaymentReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { LpaReferenceSchema } from '../lpa-reference.ts';
import { PenceSchema, PositivePenceSchema } from '../money.ts';
import { RECEIPT_CHANNELS } from '../receipt-channels.ts';
import { BankTransferDetails } from './billing.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

/** The states of a card payment attempt; what each means and where it may go is `server/payments/card-payment-state.ts`. */
export const CARD_PAYMENT_STATES = [
  'sending',
  'refused',
  'create-unknown',
  'orphan-found',
  'orphan-closed',
  'orphan-absent',
  'awaiting-card',
  'card-entry',
  'to-confirm',
  'cancelling',
  'outcome-unknown',
  'paid',
  'captured',
  'declined',
  'expired',
  'cancelled-on-page',
  'cancelled',
  'provider-error',
  'reversed',
] as const;
export type CardPaymentState = (typeof CARD_PAYMENT_STATES)[number];

/** What the agent chose: whole invoices, single lines, or both; `amount` null means all that is due on them. */
export const CardPaymentSelection = z.strictObject({
  organisation: OrganisationReferenceSchema,
  invoices: z.array(InvoiceNumberSchema).max(200).default([]),
  lineIds: z.array(z.int().positive()).max(5_000).default([]),
  amount: PositivePenceSchema.nullable().default(null),
});
export type CardPaymentSelection = z.infer<typeof CardPaymentSelection>;

export const PreviewCardPayment = CardPaymentSelection;

/** Money that came from the same organisation lately, or may be coming: perhaps the same payment a second time. */
export const SimilarPayment = z.strictObject({
  at: InstantSchema,
  channel: z.enum(RECEIPT_CHANNELS),
  amount: PenceSchema,
  /** False for a card payment whose outcome is not known yet. */
  isBooked: z.boolean(),
  /** Of a card payment; null for money by any other channel. */
  reference: PaymentReferenceSchema.nullable(),
  isSameAmount: z.boolean(),
  /** How many of the chosen LPAs it met, or would meet. */
  sameLpas: z.int(),
});
export type SimilarPayment = z.infer<typeof SimilarPayment>;

/** What starting this payment would do, worked out by the server. */
export const CardPaymentPreview = z.strictObject({
  /** All that is due on the chosen lines. */
  due: PenceSchema,
  /** What the card would be charged. */
  amount: PenceSchema,
  amountInWords: z.string(),
  lineCount: z.int(),
  invoiceCount: z.int(),
  /** Lines that a part amount meets, oldest first; at most 200 are listed. */
  spread: z.array(
    z.strictObject({
      lineId: z.int(),
      invoiceNumber: InvoiceNumberSchema,
      lpaReference: LpaReferenceSchema,
      outstanding: PenceSchema,
      amount: PenceSchema,
    }),
  ),
  cardLimit: PenceSchema,
  /** Of the last seven days, newest first; whoever starts the payment is warned of them. */
  similar: z.array(SimilarPayment),
  /** Why the payment cannot start, or null. `details` feed the same sentences as a refusal. */
  refusal: z
    .strictObject({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  bankTransfer: BankTransferDetails,
});
export type CardPaymentPreview = z.infer<typeof CardPaymentPreview>;

export const StartCardPayment = CardPaymentSelection.extend({
  commandId: CommandId,
  /** What the agent saw and read out; a different sum at the server refuses with AMOUNT_CHANGED. */
  expectedAmount: PositivePenceSchema,
});
export type StartCardPayment = z.infer<typeof StartCardPayment>;
export const StartedCardPayment = z.strictObject({ attemptId: z.uuid() });
export type StartedCardPayment = z.infer<typeof StartedCardPayment>;

/** How the recording of the call stands for an attempt. */
export const RECORDING_STATES = [
  'not-asked',
  'to-pause-by-hand',
  'asked',
  'paused',
  'paused-by-hand',
  'not-paused',
  'overridden',
  'resuming',
  'to-resume-by-hand',
  'resumed',
  'resume-failed',
] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];
export const RecordingView = z.strictObject({
  state: z.enum(RECORDING_STATES),
  /** Who answered for going on without a pause, and why; null where nobody had to. */
  override: z.strictObject({ by: z.string(), reason: z.string() }).nullable(),
  canConfirmPaused: z.boolean(),
  canConfirmResumed: z.boolean(),
  canOverride: z.boolean(),
});
export type RecordingView = z.infer<typeof RecordingView>;

export const GetCardPayment = z.strictObject({ attemptId: z.uuid() });

export const CardPaymentView = z.strictObject({
  attemptId: z.uuid(),
  /** Read out to the caller. */
  reference: PaymentReferenceSchema,
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  amount: PenceSchema,
  amountInWords: z.string(),
  state: z.enum(CARD_PAYMENT_STATES),
  stateSince: InstantSchema,
  startedAt: InstantSchema,
  startedBy: z.string(),
  mine: z.boolean(),
  /** When Pay ends an unfinished payment: 90 minutes after it was made. Null before Pay answered. */
  expiresAt: InstantSchema.nullable(),
  canOpenCardPage: z.boolean(),
  canCancel: z.boolean(),
  /** True while something may still change by itself: the page goes on asking. */
  moving: z.boolean(),
  /** Pay's own reason code of a refusal or failure (P0010 …), for support. */
  payCode: z.string().nullable(),
  card: z.strictObject({ brand: z.string(), lastFour: z.string() }).nullable(),
  /** London day of Pay's success event. */
  paidOn: LocalDateSchema.nullable(),
  capturedOn: LocalDateSchema.nullable(),
  /** Part of the money that found its lines already paid and became credit on account. */
  becameCredit: PenceSchema,
  invoices: z.array(z.strictObject({ number: InvoiceNumberSchema, amount: PenceSchema, lines: z.int() })),
  lines: z.array(
    z.strictObject({
      lineId: z.int(),
      invoiceNumber: InvoiceNumberSchema,
      lpaReference: LpaReferenceSchema,
      amount: PenceSchema,
    }),
  ),
  recording: RecordingView,
  serverNow: InstantSchema,
});
export type CardPaymentView = z.infer<typeof CardPaymentView>;

export const CancelCardPayment = z.strictObject({ commandId: CommandId, attemptId: z.uuid() });
export const CheckCardPayment = z.strictObject({ commandId: CommandId, attemptId: z.uuid() });

export const ConfirmRecording = z.strictObject({ commandId: CommandId, attemptId: z.uuid() });
export const NoteCardPageClosed = z.strictObject({ commandId: CommandId, attemptId: z.uuid() });
export const OverrideRecording = z.strictObject({
  commandId: CommandId,
  attemptId: z.uuid(),
  /** Why it goes on all the same; kept in the audit trail. */
  reason: z.string().trim().min(1).max(300),
});
export type OverrideRecording = z.infer<typeof OverrideRecording>;

/** How the list is narrowed: by what a person would look for, not by single states. */
export const CARD_PAYMENT_GROUPS = ['all', 'under-way', 'in-doubt', 'paid', 'not-paid'] as const;

export const ListCardPayments = z.strictObject({
  ...PageInput,
  group: z.enum(CARD_PAYMENT_GROUPS).default('all'),
  organisation: OrganisationReferenceSchema.nullable().default(null),
  mine: z.boolean().default(false),
});
export const CardPaymentRow = z.strictObject({
  attemptId: z.uuid(),
  reference: PaymentReferenceSchema,
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  amount: PenceSchema,
  state: z.enum(CARD_PAYMENT_STATES),
  stateSince: InstantSchema,
  startedAt: InstantSchema,
  startedBy: z.string(),
  paidOn: LocalDateSchema.nullable(),
});
export type CardPaymentRow = z.infer<typeof CardPaymentRow>;
export const CardPaymentPage = pageOf(CardPaymentRow);

/** The agent's own attempts that are not finished: what to come back to after a crash or a walk. */
export const MyOpenCardPayments = z.array(CardPaymentRow);
