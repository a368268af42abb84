import { z } from 'zod';

/** The amount no payment may exceed, whatever the account: £100,000. */
export const HIGHEST_AMOUNT = 10_000_000;

const WORLDPAY_DEFAULT_LIMIT = 500_000;

/**
 * An API key and the gateway account it opens: `maxAmount` in pence (Worldpay's default is £5,000), `live` for the
 * rules of a live account (https return addresses) and `worldpay` as its provider, otherwise `sandbox`. Several keys
 * may open one account, by the same `accountName`.
 */
export const apiKeySchema = z.strictObject({
  key: z.string().min(1),
  accountName: z.string().min(1),
  allowMoto: z.boolean().default(true),
  maxAmount: z.int().positive().max(HIGHEST_AMOUNT).default(WORLDPAY_DEFAULT_LIMIT),
  live: z.boolean().default(false),
});

export type ApiKey = z.input<typeof apiKeySchema>;
export type Account = z.output<typeof apiKeySchema>;
