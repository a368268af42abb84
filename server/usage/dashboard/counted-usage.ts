import type { EntityManager } from '@mikro-orm/postgresql';
import type { RegistrationChannel, RegistrationFeeKind, DeliveryChannel } from '../../../shared/contracts/usage.ts';
import type { ReadUsage } from '../../../shared/contracts/usage-dashboard.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { selectOne, type SqlValue } from '../../platform/rows.ts';
import type { UsageSpans } from './usage-span.ts';

/** What the dashboard's figures are made of, all of one moment. */
export interface CountedUsage {
  /** Every day from the earliest that is compared with to the last of the period. */
  readonly days: readonly LocalDate[];
  readonly counts: readonly number[];
  readonly parts: readonly UsagePart[];
  readonly first_day: LocalDate | null;
  readonly fee_changes: readonly LocalDate[] | null;
}

/** Registrations of one kind in the period, the one before, and a year ago. */
export interface UsagePart {
  readonly fee_kind: RegistrationFeeKind;
  readonly channel: RegistrationChannel;
  readonly came_by: DeliveryChannel;
  readonly count: number;
  readonly previous: number;
  readonly year_ago: number;
  readonly withdrawn: number;
}

export type UsageFilter = Pick<ReadUsage, 'feeKind' | 'channel' | 'cameBy'>;

/** Conditions of a filter over columns named as facts are, and their parameters. */
export function filterConditions(filter: UsageFilter): { readonly sql: string; readonly params: SqlValue[] } {
  const named = [
    ['fee_kind', filter.feeKind],
    ['channel', filter.channel],
    ['came_by', filter.cameBy],
  ] as const;
  const used = named.filter(([, value]) => value !== null);
  return { sql: used.map(([column]) => `and ${column} = ?`).join(' '), params: used.map(([, value]) => value) };
}

/** Reads the counts and what is noted beside them in one statement, so that no figure is of another moment. */
export async function readCountedUsage(
  em: EntityManager,
  organisationId: number | null,
  filter: UsageFilter,
  { period, previous, yearAgo }: UsageSpans,
): Promise<CountedUsage> {
  const earliest = previous.from < yearAgo.from ? previous.from : yearAgo.from;
  const conditions = filterConditions(filter);
  const [table, of] =
    organisationId === null ? ['usage_day', ''] : ['usage_organisation_day', 'organisation_id = ? and'];
  const who = organisationId === null ? [] : [organisationId];
  const facts = 'registered_on, fee_kind, channel, came_by, standing, withdrawn';
  const where = `where ${of} registered_on >= ? and registered_on < ? ${conditions.sql}`;
  const wanted = [...who, earliest, period.before, ...conditions.params];
  const within = `filter (where registered_on >= ? and registered_on < ?)`;
  return selectOne<CountedUsage>(
    em,
    `with counted as materialized (
       select registered_on, fee_kind, channel, came_by, sum(standing) as standing, sum(withdrawn) as withdrawn
       from (select ${facts} from ${table} ${where} union all select ${facts} from usage_noted ${where}) told
       group by registered_on, fee_kind, channel, came_by),
     every_day as (select day::date as day from generate_series(?::date, ?::date - 1, interval '1 day') day)
     select
       (select json_agg(to_char(day, 'YYYY-MM-DD') order by day) from every_day) as days,
       (select json_agg(coalesce(count, 0) order by day) from every_day left join (
          select registered_on, sum(standing) as count from counted group by registered_on) by_day
          on registered_on = day) as counts,
       (select coalesce(json_agg(part), '[]') from (
          select fee_kind, channel, came_by, coalesce(sum(standing) ${within}, 0) as count,
            coalesce(sum(standing) ${within}, 0) as previous, coalesce(sum(standing) ${within}, 0) as year_ago,
            coalesce(sum(withdrawn) ${within}, 0) as withdrawn
          from counted group by fee_kind, channel, came_by) part) as parts,
       coalesce((select min(registered_on) from usage_day), (select min(registered_on) from counted)) as first_day,
       (select json_agg(received_from order by received_from) from fee_order_period) as fee_changes`,
    [
      ...wanted,
      ...wanted,
      earliest,
      period.before,
      ...[period, previous, yearAgo, period].flatMap(({ from, before }) => [from, before]),
    ],
  );
}
