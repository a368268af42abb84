import type { EntityManager } from '@mikro-orm/postgresql';
import type { BillingPeriod } from '../../../shared/billing-period.ts';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { ListTopOrganisations, TopOrganisations } from '../../../shared/contracts/usage-dashboard.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { londonDay } from '../../../shared/local-date.ts';
import { selectRows, type SqlValue } from '../../platform/rows.ts';
import { filterConditions, type UsageFilter } from './counted-usage.ts';
import { monthCounts } from './month-counts.ts';
import { firstOfMonth, reachesBack, usageSpans } from './usage-span.ts';

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
 * The organisations with most registrations in the period. A period is of whole months, so that the counts by month do,
 * with what is noted beside them; what it is compared with ends within a month, whose days are read for these few alone.
 */
export async function listTopOrganisations(
  em: EntityManager,
  input: ListTopOrganisations,
  now: Date,
): Promise<TopOrganisations> {
  const { period, previous, yearAgo } = usageSpans(londonDay(now), input.months);
  const earliest = previous.from < yearAgo.from ? previous.from : yearAgo.from;
  const facts = filterConditions(input);
  const months = monthCounts(input);
  const [previousSql, previousParams] = ofOne(previous, input);
  const [yearAgoSql, yearAgoParams] = ofOne(yearAgo, input);
  const rows = await selectRows<Row>(
    em,
    `with noted as materialized (
       select organisation_id, registered_on, standing from usage_noted where registered_on >= ? ${facts.sql}),
     counted as (
       select organisation_id, sum(standing) as count from (
         select organisation_id, ${months.standing} as standing from usage_organisation_month
         where month >= ? ${months.where}
         union all select organisation_id, standing from noted where registered_on >= ?) told
       group by organisation_id having sum(standing) > 0),
     most as (
       select organisation_id, count, count(*) over () as organisations from counted
       order by count desc, organisation_id limit ${MOST_ORGANISATIONS})
     select reference, name, count::int, ${previousSql}::int as previous, ${yearAgoSql}::int as year_ago,
       organisations::int, (select min(registered_on) from usage_day) as first_day
     from most join organisation on organisation.id = most.organisation_id order by count desc, organisation.id`,
    [earliest, ...facts.params, period.from, ...months.params, period.from, ...previousParams, ...yearAgoParams],
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

/** What one of the `most` registered in days that begin with a month, as a subquery: months, then days of the last. */
function ofOne({ from, before }: BillingPeriod, filter: UsageFilter): readonly [sql: string, params: SqlValue[]] {
  const facts = filterConditions(filter);
  const months = monthCounts(filter);
  const cut = firstOfMonth(before);
  return [
    `(select coalesce(sum(standing), 0) from (
       select ${months.standing} as standing from generate_series(?::date, ?::date - 1, interval '1 month') whole
       join usage_organisation_month counted on counted.month = whole::date
       where counted.organisation_id = most.organisation_id ${months.where}
       union all
       select standing from usage_organisation_day day
       where day.organisation_id = most.organisation_id and registered_on >= ? and registered_on < ? ${facts.sql}
       union all
       select standing from noted
       where noted.organisation_id = most.organisation_id and registered_on >= ? and registered_on < ?) told)`,
    [from, cut, ...months.params, cut, before, ...facts.params, from, before],
  ];
}
