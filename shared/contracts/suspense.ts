import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { LocalDateSchema } from '../local-date.ts';
import { PenceSchema, PositivePenceSchema } from '../money.ts';
import { RECEIPT_CHANNELS } from '../receipt-channels.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

/** What may be put in suspense: a card payment taken here knows whose it is, and a cheque is kept by who wrote it. */
export const SUSPENSE_CHANNELS = ['bank-transfer', 'card-file'] as const;

const SuspenseId = z.int().positive().max(2_147_483_647);

/** The payer and the reference are as they stand on what came, and null where it says nothing. */
export const RecordSuspense = z.strictObject({
  commandId: CommandId,
  channel: z.enum(SUSPENSE_CHANNELS),
  payer: z.string().trim().min(1).max(120).nullable(),
  reference: z.string().trim().min(1).max(140).nullable(),
  amount: PositivePenceSchema.refine((amount) => amount <= 99_999_999_999),
  receivedOn: LocalDateSchema,
  /** The day it counts for: the bank's day of a transfer. */
  accountingDay: LocalDateSchema,
});
export type RecordSuspense = z.infer<typeof RecordSuspense>;
export const RecordedSuspense = z.strictObject({ suspenseId: z.int() });
export type RecordedSuspense = z.infer<typeof RecordedSuspense>;

export const PlaceSuspense = z.strictObject({
  commandId: CommandId,
  suspenseId: SuspenseId,
  organisation: OrganisationReferenceSchema,
});
export type PlaceSuspense = z.infer<typeof PlaceSuspense>;
export const PlacedSuspense = z.strictObject({ receiptId: z.int(), becameCredit: PenceSchema });
export type PlacedSuspense = z.infer<typeof PlacedSuspense>;

/** Why an organisation is suggested, the surest first. */
export const SUGGESTION_REASONS = ['reference', 'near-reference', 'payer-before', 'open-amount'] as const;
export type SuggestionReason = (typeof SUGGESTION_REASONS)[number];
export const SuspenseSuggestion = z.strictObject({
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  because: z.enum(SUGGESTION_REASONS),
  /** The reference that was meant, or the invoice whose amount it is; null where there is none to name. */
  detail: z.string().nullable(),
});
export type SuspenseSuggestion = z.infer<typeof SuspenseSuggestion>;

export const ListSuspense = z.strictObject({
  ...PageInput,
  /** Only this one, for whoever looks at one payment; null for all. */
  only: SuspenseId.nullable().default(null),
});
/** Money that nobody has placed. `ageDays` counts from the day it was in our hands. */
export const SuspenseRow = z.strictObject({
  suspenseId: z.int(),
  channel: z.enum(RECEIPT_CHANNELS),
  payer: z.string().nullable(),
  reference: z.string().nullable(),
  amount: PenceSchema,
  receivedOn: LocalDateSchema,
  ageDays: z.int(),
  suggestions: z.array(SuspenseSuggestion),
});
export type SuspenseRow = z.infer<typeof SuspenseRow>;
export const SuspensePage = pageOf(SuspenseRow);
