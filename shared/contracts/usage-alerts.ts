import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { CommandId } from './paging.ts';

/** What an alert watches: registrations of one day, or what the next bill is forecast to come to, in pence. */
export const ALERT_MEASURES = ['registrations-in-a-day', 'next-bill'] as const;
export type AlertMeasure = (typeof ALERT_MEASURES)[number];

const MOST_THRESHOLD = 99_999_999_999;

const Of = z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }).nullable();

export const UsageAlert = z.strictObject({
  alertId: z.int(),
  /** Null: all organisations together. */
  organisation: Of,
  measure: z.enum(ALERT_MEASURES),
  /** A number of LPAs, or pence. More than this raises it. */
  threshold: z.int(),
  setBy: z.string(),
  setAt: InstantSchema,
});
export type UsageAlert = z.infer<typeof UsageAlert>;

/** An alert that was raised, once for a day. */
export const RaisedAlert = z.strictObject({
  raisedId: z.int(),
  organisation: Of,
  measure: z.enum(ALERT_MEASURES),
  day: LocalDateSchema,
  value: z.int(),
  threshold: z.int(),
  raisedAt: InstantSchema,
  acknowledged: z.strictObject({ by: z.string(), at: InstantSchema }).nullable(),
});
export type RaisedAlert = z.infer<typeof RaisedAlert>;

/** Of one organisation, or null for all there are. */
export const ListAlerts = z.strictObject({ organisation: OrganisationReferenceSchema.nullable().default(null) });
export type ListAlerts = z.infer<typeof ListAlerts>;

/** `raised`: those nobody has acknowledged, then the latest of the others. */
export const UsageAlerts = z.strictObject({ alerts: z.array(UsageAlert), raised: z.array(RaisedAlert) });
export type UsageAlerts = z.infer<typeof UsageAlerts>;

/** Sets the alert of an organisation (null: of all together) and measure, or gives it another threshold. */
export const SetAlert = z.strictObject({
  commandId: CommandId,
  organisation: OrganisationReferenceSchema.nullable(),
  measure: z.enum(ALERT_MEASURES),
  threshold: z.int().min(1).max(MOST_THRESHOLD),
});
export type SetAlert = z.infer<typeof SetAlert>;

export const RemoveAlert = z.strictObject({ commandId: CommandId, alertId: z.int().positive() });
export type RemoveAlert = z.infer<typeof RemoveAlert>;

export const AcknowledgeAlert = z.strictObject({ commandId: CommandId, raisedId: z.int().positive() });
export type AcknowledgeAlert = z.infer<typeof AcknowledgeAlert>;

export const AlertChanged = z.strictObject({ alertId: z.int() });
