import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { PenceSchema } from '../money.ts';

/** Of one organisation, or of all together. */
export const ReadForecast = z.strictObject({ organisation: OrganisationReferenceSchema.nullable().default(null) });
export type ReadForecast = z.infer<typeof ReadForecast>;

/** What the next bill will come to: what is registered and on no bill yet, and what is expected until the period ends. */
export const BillForecast = z.strictObject({
  /** Null until it has been worked out for the first time, which is done every night. */
  forecast: z
    .strictObject({
      organisations: z.int(),
      unbilledLines: z.int(),
      unbilledAmount: PenceSchema,
      /** LPAs whose fee is undecided; in no amount. */
      undecided: z.int(),
      expectedLines: z.number(),
      expectedAmount: PenceSchema,
      total: PenceSchema,
      /** In four cases of five the bill lies between these. */
      low: PenceSchema,
      high: PenceSchema,
      /** The same in words. */
      told: z.string(),
      workedOutAt: InstantSchema,
    })
    .nullable(),
});
export type BillForecast = z.infer<typeof BillForecast>;
