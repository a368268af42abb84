import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { PenceSchema } from '../money.ts';

export const Search = z.strictObject({ text: z.string().trim().max(100) });

/** One thing found. `target` is where Enter goes. */
export const SearchHit = z.strictObject({
  kind: z.enum(['organisation', 'invoice', 'credit-note', 'lpa', 'payment']),
  title: z.string(),
  subtitle: z.string(),
  /** What is still to pay on it, pence, where that has a meaning. */
  outstanding: PenceSchema.nullable(),
  organisation: OrganisationReferenceSchema,
  target: z.discriminatedUnion('screen', [
    z.strictObject({ screen: z.literal('organisation'), reference: OrganisationReferenceSchema }),
    z.strictObject({ screen: z.literal('invoice'), number: z.string(), lineId: z.int().nullable() }),
    z.strictObject({ screen: z.literal('credit-note'), number: z.string() }),
    z.strictObject({ screen: z.literal('payment'), attemptId: z.uuid() }),
  ]),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchResult = z.strictObject({
  hits: z.array(SearchHit).max(20),
  /** What was wrong with the text and what to try, when that is known; null otherwise. */
  advice: z.string().nullable(),
});
export type SearchResult = z.infer<typeof SearchResult>;
