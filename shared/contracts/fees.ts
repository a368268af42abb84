import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { PenceSchema, PositivePenceSchema } from '../money.ts';
import { FEE_KINDS } from './billing.ts';
import { CommandId, PageInput, pageOf } from './paging.ts';

export const FEE_ORDER_STATES = [
  'draft',
  'awaiting-approval',
  'approved',
  'awaiting-cancellation',
  'cancelled',
] as const;
export type FeeOrderState = (typeof FEE_ORDER_STATES)[number];

/** What can be done to an Order; which of them, its state says. */
export const FEE_ORDER_ACTS = ['edit', 'rehearse', 'send', 'take-back', 'cancel', 'ask-to-cancel'] as const;
export type FeeOrderAct = (typeof FEE_ORDER_ACTS)[number];

/** The kinds of fee that an Order names a price for; an exempt LPA costs nothing under any. */
export const PRICED_KINDS = ['full', 'half', 'repeat', 'quarter'] as const;
export type PricedKind = (typeof PRICED_KINDS)[number];

const MOST_PER_LPA = 9_999_999;
const Price = PositivePenceSchema.refine((amount) => amount <= MOST_PER_LPA);
export const FeePrices = z.strictObject({ full: Price, half: Price, repeat: Price, quarter: Price });
export type FeePrices = z.infer<typeof FeePrices>;

const Text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u);

/** What an Order says. It begins on `effectiveFrom`: LPAs received on that day and after cost what it says. */
export const FeeOrderContent = z.strictObject({
  title: Text(200),
  citation: Text(60),
  effectiveFrom: LocalDateSchema,
  prices: FeePrices,
});
export type FeeOrderContent = z.infer<typeof FeeOrderContent>;

const FeePrice = z.strictObject({ feeKind: z.enum(FEE_KINDS), amount: PenceSchema });
export type FeePrice = z.infer<typeof FeePrice>;

export const FeeOrderRow = z.strictObject({
  feeOrderId: z.int(),
  title: z.string(),
  citation: z.string().nullable(),
  effectiveFrom: LocalDateSchema,
  /** The day the next Order in force takes over; null when none does, or when this one is not in force. */
  effectiveBefore: LocalDateSchema.nullable(),
  state: z.enum(FEE_ORDER_STATES),
  /** Where an Order in force stands to today; null when it is not in force. */
  when: z.enum(['past', 'now', 'coming']).nullable(),
  prices: z.array(FeePrice),
});
export type FeeOrderRow = z.infer<typeof FeeOrderRow>;
export const FeeOrders = z.strictObject({ rows: z.array(FeeOrderRow) });

/**
 * The last whole quarter priced again as if the Order began on the quarter's first day. Of its LPAs `straddling` were
 * received before the Order and keep the earlier price. Amounts in pence: `before` without the Order, `after` in its
 * first quarter, `later` in every quarter once nothing straddles.
 */
export const FeeRehearsal = z.strictObject({
  rehearsalId: z.int(),
  quarterFrom: LocalDateSchema,
  quarterBefore: LocalDateSchema,
  rehearsedBy: z.string(),
  rehearsedAt: InstantSchema,
  lines: z.int(),
  straddling: z.int(),
  /** LPAs whose kind of fee had no price on the day they were received. */
  unpriced: z.int(),
  before: PenceSchema,
  after: PenceSchema,
  later: PenceSchema,
  /** `after` less `before`: above nothing where the first quarter costs more. */
  difference: PenceSchema,
  /** Of what the Order says now, beside the other prices there are now; false once either has changed. */
  isCurrent: z.boolean(),
});
export type FeeRehearsal = z.infer<typeof FeeRehearsal>;

export const FeeOrderRecord = FeeOrderRow.extend({
  version: z.int(),
  /** What the same kinds cost the day before it begins. */
  earlierPrices: z.array(FeePrice),
  draftedBy: z.string().nullable(),
  editors: z.array(z.string()),
  /** Why the prices may hold a typing slip. */
  remarks: z.array(z.string()),
  approvalId: z.int().nullable(),
  approvedBy: z.string().nullable(),
  /** Why it was last sent back, while it is a draft. */
  sentBack: z.strictObject({ by: z.string().nullable(), reason: z.string() }).nullable(),
  rehearsal: FeeRehearsal.nullable(),
  acts: z.array(z.enum(FEE_ORDER_ACTS)),
});
export type FeeOrderRecord = z.infer<typeof FeeOrderRecord>;

export const GetFeeOrder = z.strictObject({ feeOrderId: z.int().positive() });

export const DraftFeeOrder = FeeOrderContent.extend({ commandId: CommandId });
export type DraftFeeOrder = z.infer<typeof DraftFeeOrder>;

export const EditFeeOrder = FeeOrderContent.extend({
  commandId: CommandId,
  feeOrderId: z.int().positive(),
  /** The version that was edited; refused when somebody else has edited it since. */
  version: z.int().positive(),
});
export type EditFeeOrder = z.infer<typeof EditFeeOrder>;

export const ActOnFeeOrder = z.strictObject({ commandId: CommandId, feeOrderId: z.int().positive() });
export type ActOnFeeOrder = z.infer<typeof ActOnFeeOrder>;

export const CancelFeeOrder = ActOnFeeOrder.extend({ reason: z.string().trim().min(1).max(300) });
export type CancelFeeOrder = z.infer<typeof CancelFeeOrder>;

export const ChangedFeeOrder = z.strictObject({ feeOrderId: z.int(), state: z.enum(FEE_ORDER_STATES) });
export type ChangedFeeOrder = z.infer<typeof ChangedFeeOrder>;

export const ListRehearsal = z.strictObject({ ...PageInput, rehearsalId: z.int().positive() });

/** What the Order does to one organisation's bills of that quarter. */
export const RehearsalRow = z.strictObject({
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
  lines: z.int(),
  straddling: z.int(),
  before: PenceSchema,
  after: PenceSchema,
  later: PenceSchema,
  difference: PenceSchema,
});
export type RehearsalRow = z.infer<typeof RehearsalRow>;
export const RehearsalPage = pageOf(RehearsalRow);

export const PricesOn = z.strictObject({ receivedOn: LocalDateSchema });
/** What an LPA received that day costs, by kind; the Order is null before there was one. */
export const PricesOnDay = z.strictObject({
  receivedOn: LocalDateSchema,
  order: z.strictObject({ feeOrderId: z.int(), title: z.string() }).nullable(),
  prices: z.array(FeePrice),
});
export type PricesOnDay = z.infer<typeof PricesOnDay>;
