import { z } from 'zod';
import { OrganisationReferenceSchema } from '../checked-reference.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateSchema } from '../local-date.ts';
import { DELIVERY_CHANNELS, REGISTRATION_CHANNELS, REGISTRATION_FEE_KINDS } from './usage.ts';

/** How registrations are grouped by time. Weeks begin on Mondays. */
export const USAGE_STEPS = ['day', 'week', 'month'] as const;
export type UsageStep = (typeof USAGE_STEPS)[number];

/** The months a dashboard looks back over, the current one included. */
export const USAGE_SPANS = [1, 3, 13] as const;
export type UsageSpan = (typeof USAGE_SPANS)[number];

/** What narrows a dashboard. Null for all. */
const UsageFilter = {
  organisation: OrganisationReferenceSchema.nullable().default(null),
  /** Calendar months, the current one included. */
  months: z.literal(USAGE_SPANS).default(13),
  feeKind: z.enum(REGISTRATION_FEE_KINDS).nullable().default(null),
  channel: z.enum(REGISTRATION_CHANNELS).nullable().default(null),
  /** How the registration came in. */
  cameBy: z.enum(DELIVERY_CHANNELS).nullable().default(null),
};

export const ReadUsage = z.strictObject({ ...UsageFilter, step: z.enum(USAGE_STEPS).default('week') });
export type ReadUsage = z.infer<typeof ReadUsage>;

/** A number of registrations beside the same of the period before and of a year ago; null where nothing reaches back so far. */
const Compared = { count: z.int(), previous: z.int().nullable(), yearAgo: z.int().nullable() };

/** One part of the whole, by one of its facts. */
function partOf<Names extends readonly [string, ...string[]]>(names: Names) {
  return z.array(z.strictObject({ name: z.enum(names), ...Compared }));
}

/** A day that is not like its kind, and why in words. `explained`: there is a reason that alarms nobody. */
export const UsageFlag = z.strictObject({
  day: LocalDateSchema,
  kind: z.enum(['spike', 'drop', 'explained']),
  count: z.int(),
  /** What a day like it usually has. */
  usual: z.number(),
  why: z.string(),
});
export type UsageFlag = z.infer<typeof UsageFlag>;

export const UsageDashboard = z.strictObject({
  asOf: InstantSchema,
  today: LocalDateSchema,
  /** First day that is counted; the last is today. */
  from: LocalDateSchema,
  /** Registered today, and what a day like today usually comes to; null where there is no history. */
  registeredToday: z.strictObject({ count: z.int(), usual: z.number().nullable(), dayBefore: z.int() }),
  total: z.strictObject(Compared),
  /** Registered in these days and withdrawn since; not in any other figure. */
  withdrawn: z.int(),
  /** In order of time; `before` is the first day after. The first may begin, and the last end, within its week. */
  steps: z.array(z.strictObject({ from: LocalDateSchema, before: LocalDateSchema, count: z.int() })),
  byFee: partOf(REGISTRATION_FEE_KINDS),
  byChannel: partOf(REGISTRATION_CHANNELS),
  byWay: partOf(DELIVERY_CHANNELS),
  /** The latest first. */
  flags: z.array(UsageFlag),
  /** The whole in a few sentences, to be read out. */
  told: z.array(z.string()),
});
export type UsageDashboard = z.infer<typeof UsageDashboard>;

/** The organisations with most registrations; `organisation` of the filter is of no use here. */
export const ListTopOrganisations = z.strictObject({
  months: UsageFilter.months,
  feeKind: UsageFilter.feeKind,
  channel: UsageFilter.channel,
  cameBy: UsageFilter.cameBy,
});
export type ListTopOrganisations = z.infer<typeof ListTopOrganisations>;

export const TopOrganisations = z.strictObject({
  rows: z.array(
    z.strictObject({
      organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
      ...Compared,
    }),
  ),
  /** How many organisations registered anything at all in these months. */
  organisations: z.int(),
});
export type TopOrganisations = z.infer<typeof TopOrganisations>;

export const ListOddOrganisations = z.strictObject({});
/** Organisations with a day, of the last three, on which they registered far more than they usually do. */
export const OddOrganisations = z.strictObject({
  rows: z.array(
    z.strictObject({
      organisation: z.strictObject({ reference: OrganisationReferenceSchema, name: z.string() }),
      flag: UsageFlag,
    }),
  ),
});
export type OddOrganisations = z.infer<typeof OddOrganisations>;
