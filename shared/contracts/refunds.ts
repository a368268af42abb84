import { z } from 'zod';
import { OrganisationReferenceSchema, PaymentReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { PenceSchema, PositivePenceSchema } from '../money.ts';
import { REFUND_REASON_CODES } from '../refund-reasons.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

/** The states of a refund; what each means and where it may go is `server/refunds/refund-state.ts`. */
export const REFUND_STATES = [
  'asked',
  'approved',
  'sending',
  'sent',
  'unknown',
  'confirmed',
  'failed',
  'returned',
  'voided',
] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/**
 * Why a refund failed. `refused`: Pay would not make it. `balance-differs`: Pay says that another sum is left of the
 * payment. `never-made`: its request never reached Pay. `provider-error`: the card's bank would not take it.
 */
export const REFUND_FAILURES = ['refused', 'balance-differs', 'never-made', 'provider-error'] as const;
export type RefundFailure = (typeof REFUND_FAILURES)[number];

const Words = z.string().trim().min(1).max(500);

export const GetRefundable = z.strictObject({ attemptId: z.uuid() });
/** What can go back of a card payment now. */
export const Refundable = z.strictObject({
  attemptId: z.uuid(),
  payment: PaymentReferenceSchema,
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  paid: PenceSchema,
  /** Refunded before, or on its way. */
  refunded: PenceSchema,
  /** Held as credit on the organisation's account because of this payment: what can be refunded, at most. */
  available: PenceSchema,
  /** The refund of this payment that is under way, if there is one. */
  liveRefundId: z.int().nullable(),
  captured: z.boolean(),
});
export type Refundable = z.infer<typeof Refundable>;

export const ListRefundable = z.strictObject({ organisation: OrganisationReferenceSchema });
/** The organisation's card payments of which something can go back, newest first, at most 100. */
export const RefundableList = z.array(Refundable);

export const AskForRefund = z.strictObject({
  commandId: CommandId,
  attemptId: z.uuid(),
  amount: PositivePenceSchema,
  reason: z.enum(REFUND_REASON_CODES),
  words: Words,
});
export type AskForRefund = z.infer<typeof AskForRefund>;

export const WithdrawRefund = z.strictObject({ commandId: CommandId, refundId: z.int().positive() });
export type WithdrawRefund = z.infer<typeof WithdrawRefund>;

export const ChangedRefund = z.strictObject({
  refundId: z.int(),
  state: z.enum(REFUND_STATES),
  approvalId: z.int().nullable(),
});
export type ChangedRefund = z.infer<typeof ChangedRefund>;

export const RefundRow = z.strictObject({
  refundId: z.int(),
  state: z.enum(REFUND_STATES),
  stateSince: InstantSchema,
  amount: PenceSchema,
  payment: PaymentReferenceSchema,
  attemptId: z.uuid(),
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  reason: z.enum(REFUND_REASON_CODES),
  words: z.string(),
  askedBy: z.string(),
  askedAt: InstantSchema,
  approvedBy: z.string().nullable(),
  failure: z.enum(REFUND_FAILURES).nullable(),
  returnedReason: z.string().nullable(),
  /** The approval it waits for. */
  approvalId: z.int().nullable(),
});
export type RefundRow = z.infer<typeof RefundRow>;

export const GetRefund = z.strictObject({ refundId: z.int().positive() });
export const ListRefunds = z.strictObject({
  ...PageInput,
  /** `open`: something or somebody is waited for, or it failed and nobody asked again; oldest first. `all`: newest first. */
  show: z.enum(['open', 'all']).default('open'),
  organisation: OrganisationReferenceSchema.nullable().default(null),
});
export const RefundPage = pageOf(RefundRow);
