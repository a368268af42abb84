import { z } from 'zod';

/** What Pay says of a payment's progress. The set is open: an unknown word is not an outcome. */
export const PAY_STATUSES = [
  'created',
  'started',
  'submitted',
  'capturable',
  'success',
  'failed',
  'cancelled',
  'error',
] as const;
export type PayStatus = (typeof PAY_STATUSES)[number];

const Link = z.object({ href: z.url() });

/**
 * The fields of Pay's payment that we read. Fields that are empty are left out by Pay, and new ones may come at any
 * time: both are fine. Card digits are texts, for leading zeros matter.
 */
export const PayPayment = z.object({
  payment_id: z.string().min(1).max(64),
  amount: z.int(),
  total_amount: z.int().optional(),
  reference: z.string(),
  state: z.object({ status: z.string(), finished: z.boolean(), code: z.string().optional() }),
  created_date: z.iso.datetime(),
  provider_id: z.string().optional(),
  settlement_summary: z.object({ captured_date: z.iso.date().optional() }).optional(),
  card_details: z.object({ card_brand: z.string().nullish(), last_digits_card_number: z.string().nullish() }).nullish(),
  _links: z.object({ next_url: Link.nullish() }),
});
export type PayPayment = z.infer<typeof PayPayment>;

export const PayEvents = z.object({
  events: z.array(z.object({ state: z.object({ status: z.string() }), updated: z.iso.datetime() })),
});
export type PayEvents = z.infer<typeof PayEvents>;

export const PaySearch = z.object({
  results: z.array(z.object({ payment_id: z.string().min(1).max(64), reference: z.string() })),
});

/** A refund, as Pay answers it. Another status than `submitted`, `success` or `error` is not an outcome. */
export const PayRefund = z.object({
  refund_id: z.string().min(1).max(64),
  amount: z.int(),
  status: z.string(),
  created_date: z.iso.datetime(),
});
export type PayRefund = z.infer<typeof PayRefund>;

export const PayRefunds = z.object({ _embedded: z.object({ refunds: z.array(PayRefund) }) });

/** Pay's own error body. A 401 does not have it. */
export const PayRefusal = z.object({ code: z.string().max(20) });
