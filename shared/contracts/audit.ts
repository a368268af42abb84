import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { PageInput, pageOf } from './paging.ts';

export const ListAuditEvents = z.strictObject({
  ...PageInput,
  organisation: OrganisationReferenceSchema.nullable().default(null),
});
export const AuditRow = z.strictObject({
  id: z.int(),
  at: InstantSchema,
  who: z.string(),
  kind: z.string(),
  sentence: z.string(),
  organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }).nullable(),
  requestId: z.string().nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;
export const AuditPage = pageOf(AuditRow);
