import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { ListTopOrganisations, TopOrganisations } from '../../../shared/contracts/usage-dashboard.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { selectRows, type SqlValue } from '../../platform/rows.ts';
import { filterConditions } from './counted-usage.ts';
import { reachesBack, usageSpans } from './usage-span.ts';

const MOST_ORGANISATIONS = 10;

interface Row {
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly count: number;
  readonly previous: number;
  readonly year_ago: number;
  readonly organisations: number;
  readonly first_day: LocalDate | null;
}

/**
 * The organisations with most registrations in the period. Without a filter by facts the counts by month do; what they
 * are compared with are whole days either way, so the months that are cut are read day by day for these few alone.
 */
export async function listTopOrganisations(
  em: EntityManager,
  input: ListTopOrganisations,
  now: Date,
): Promise<TopOrganisations> {
  const { period, previous, yearAgo } = usageSpans(londonDay(now), input.months);
  const filter = filterConditions(input);
  const [counts, params] = filter.sql === '' ? byMonth(period.from) : byDay(period.from, filter);
  const compared = ({ from, before }: { readonly from: LocalDate; readonly before: LocalDate }) =>
    [
      `(select coalesce(sum(standing), 0) from usage_organisation_day day where day.organisation_id = most.organisation_id
         and registered_on >= ? and registered_on < ? ${filter.sql})`,
      [from, before, ...filter.params],
    ] as const;
  const [previousSql, previousParams] = compared(previous);
  const [yearAgoSql, yearAgoParams] = compared(yearAgo);
  const rows = await selectRows<Row>(
    em,
    `with counted as (
       select organisation_id, sum(standing) as count from (${counts}) told group by organisation_id
       having sum(standing) > 0),
     most as (
       select organisation_id, count, count(*) over () as organisations from counted
       order by count desc, organisation_id limit ${MOST_ORGANISATIONS})
     select reference, name, count::int, ${previousSql}::int as previous, ${yearAgoSql}::int as year_ago,
       organisations::int, (select min(registered_on) from usage_day) as first_day
     from most join organisation on organisation.id = most.organisation_id order by count desc, organisation.id`,
    [...params, ...previousParams, ...yearAgoParams],
  );
  return {
    organisations: rows[0]?.organisations ?? 0,
    rows: rows.map((row) => ({
      organisation: { reference: row.reference, name: row.name },
      count: row.count,
      previous: reachesBack(row.first_day, previous) ? row.previous : null,
      yearAgo: reachesBack(row.first_day, yearAgo) ? row.year_ago : null,
    })),
  };
}

type Counts = readonly [sql: string, params: SqlValue[]];

/** A period begins with a month and ends today, after which nothing is registered. */
function byMonth(from: LocalDate): Counts {
  const noted = 'select organisation_id, standing from usage_noted where registered_on >= ?';
  return [
    `select organisation_id, standing from usage_organisation_month where month >= ? union all ${noted}`,
    [from, from],
  ];
}

function byDay(from: LocalDate, filter: { readonly sql: string; readonly params: SqlValue[] }): Counts {
  const of = (table: string): string =>
    `select organisation_id, standing from ${table} where registered_on >= ? ${filter.sql}`;
  const params = [from, ...filter.params];
  return [`${of('usage_organisation_day')} union all ${of('usage_noted')}`, [...params, ...params]];
}
