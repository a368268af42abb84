import { addDays, londonDay } from '../../../shared/local-date.ts';
import { announce } from '../../platform/live.ts';
import { selectRows } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../../platform/run-command.ts';

export const USAGE_ALERTS_QUEUE = 'usage.alerts';

/**
 * Raises each alert whose threshold is exceeded, at most once for a day: registrations of today and of the two days
 * before, which may still come in, and forecasts as they stand. Answers how many.
 */
export async function raiseAlerts(ctx: CommandContext): Promise<number> {
  return runSystemChange(ctx, {}, raise);
}

async function raise({ tx, now }: CommandScope): Promise<number> {
  const today = londonDay(now);
  const since = addDays(today, -2);
  const raised = await selectRows(
    tx,
    `with day as (select day::date as day from generate_series(?::date, ?::date, interval '1 day') day),
     told as materialized (
       select organisation_id, registered_on as day, sum(standing) as value from (
         select organisation_id, registered_on, standing from usage_organisation_day
         where registered_on >= ? and organisation_id in (
           select organisation_id from usage_alert where removed_at is null and measure = 'registrations-in-a-day')
         union all select organisation_id, registered_on, standing from usage_noted where registered_on >= ?) by_one
       group by 1, 2
       union all
       select null, registered_on, sum(standing) from (
         select registered_on, standing from usage_day where registered_on >= ?
         union all select registered_on, standing from usage_noted where registered_on >= ?) by_all
       group by registered_on),
     forecast as materialized (
       select organisation_id, ?::date as day, unbilled_amount + expected_amount as value from bill_forecast
       union all select null, ?::date, sum(unbilled_amount + expected_amount) from bill_forecast)
     insert into usage_alert_raised (usage_alert_id, day, value, threshold, raised_at)
     select alert.id, seen.day, seen.value, alert.threshold, ? from usage_alert alert
     join (select 'registrations-in-a-day' as measure, told.* from told join day using (day)
           union all select 'next-bill', * from forecast) seen
       on seen.measure = alert.measure and seen.organisation_id is not distinct from alert.organisation_id
     where alert.removed_at is null and seen.value > alert.threshold
     on conflict (usage_alert_id, day) do nothing returning id`,
    [...[since, today, since, since, since, since, today, today], now.toISOString()],
  );
  if (raised.length > 0) await announce(tx, 'usage');
  return raised.length;
}
