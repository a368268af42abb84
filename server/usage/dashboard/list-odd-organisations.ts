import type { EntityManager } from '@mikro-orm/postgresql';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { OddOrganisations } from '../../../shared/contracts/usage-dashboard.ts';
import { addDays, daysBetween, londonDay, type LocalDate } from '../../../shared/local-date.ts';
import { selectRows } from '../../platform/rows.ts';
import { flagDay } from './flag-day.ts';
import { holidaysBetween } from './usage-history.ts';

const DAYS = 3;
const WEEKS = 12;
const PLACES = WEEKS * 7;
/** Days with fewer are no spike, whatever is usual. */
const LEAST = 10;
const MOST_LOOKED_AT = 300;
const MOST_SHOWN = 20;

interface Row {
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly day: LocalDate;
  readonly count: number;
  /** Of the same weekday, one week earlier first. */
  readonly earlier: readonly number[];
  readonly first_day: LocalDate | null;
  readonly fee_changes: readonly LocalDate[] | null;
}

/**
 * Organisations that registered far more than they usually do on one of the last three days, by the same rule as for
 * all together. Only those that registered ten or more on such a day are looked at: a few hundred at most.
 */
export async function listOddOrganisations(em: EntityManager, now: Date): Promise<OddOrganisations> {
  const today = londonDay(now);
  const from = addDays(today, 1 - DAYS);
  const rows = await selectRows<Row>(
    em,
    `with busy as materialized (
       select organisation_id, registered_on as day, count(*)::int as count from registration
       where registered_on >= ? and registered_on <= ? and withdrawn_at is null
       group by 1, 2 having count(*) >= ${LEAST} order by count(*) desc limit ${MOST_LOOKED_AT})
     select reference, name, busy.day, busy.count,
       (select array_agg(coalesce(told.count, 0) order by week) from generate_series(1, ${WEEKS}) week
        left join lateral (
          select sum(standing)::int as count from usage_organisation_day counted
          where counted.organisation_id = busy.organisation_id and counted.registered_on = busy.day - 7 * week) told
          on true) as earlier,
       (select min(registered_on) from usage_organisation_day counted
        where counted.organisation_id = busy.organisation_id) as first_day,
       (select json_agg(received_from order by received_from) from fee_order_period) as fee_changes
     from busy join organisation on organisation.id = busy.organisation_id
     order by busy.day desc, busy.count desc`,
    [from, today],
  );
  const odd = rows.flatMap((row) => {
    const flag = flagOf(row);
    return flag === null ? [] : [{ organisation: { reference: row.reference, name: row.name }, flag }];
  });
  return { rows: odd.slice(0, MOST_SHOWN) };
}

/** The history of one weekday is all that the rule asks for; the other days stand empty between. */
function flagOf({ day, count, earlier, first_day: firstDay, fee_changes: feeChanges }: Row) {
  const counts = Array.from({ length: PLACES + 1 }, () => 0);
  counts[PLACES] = count;
  for (const [n, before] of earlier.entries()) counts[PLACES - 7 * (n + 1)] = before;
  const first = addDays(day, -PLACES);
  return flagDay(PLACES, {
    days: Array.from({ length: PLACES + 1 }, (_, place) => (place % 7 === 0 ? addDays(first, place) : day)),
    counts,
    knownFrom: firstDay === null ? PLACES : Math.max(0, PLACES - daysBetween(firstDay, day)),
    holidays: holidaysBetween(first, day),
    feeChanges: feeChanges ?? [],
  });
}
