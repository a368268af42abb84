import { z } from 'zod';
import { OrganisationReferenceSchema, PaymentReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { PenceSchema } from '../money.ts';

/** Why money is not where it should be, the most urgent first. */
export const UNSETTLED_KINDS = ['found-at-pay', 'in-doubt', 'not-captured', 'captured-late', 'suspense'] as const;
export type UnsettledKind = (typeof UNSETTLED_KINDS)[number];

export const UnsettledMoney = z.strictObject({
  kind: z.enum(UNSETTLED_KINDS),
  /** Unique in the list. */
  id: z.string(),
  amount: PenceSchema,
  since: InstantSchema,
  /** Null while nobody knows whose money it is. */
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }).nullable(),
  /** The card payment; null for money in suspense. */
  payment: z.strictObject({ attemptId: z.uuid(), reference: PaymentReferenceSchema }).nullable(),
  /** Who paid it and what it said, for money in suspense. */
  said: z.string().nullable(),
  /** What the system has done about it by itself. */
  tried: z.strictObject({
    looks: z.int(),
    lastAt: InstantSchema.nullable(),
    /** Looks in a row that GOV.UK Pay did not answer. */
    failed: z.int(),
    nextAt: InstantSchema.nullable(),
  }),
});
export type UnsettledMoney = z.infer<typeof UnsettledMoney>;

/** Oldest first; `more` when there are more than these. */
export const UnsettledMoneyList = z.strictObject({ rows: z.array(UnsettledMoney), more: z.boolean() });
