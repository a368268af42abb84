import { addDays, londonDay, type LocalDate } from '../../../shared/local-date.ts';
import { selectOne, selectRows } from '../../platform/rows.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../../platform/run-command.ts';
import { foldUsage } from '../../usage/index.ts';
import { periodAround } from '../bill-runs/bill-run-period.ts';

export const FORECAST_QUEUE = 'billing.forecast';

const ORGANISATIONS_AT_ONCE = 100;
const WEEKS = 8;
const DAYS_OF_WEEK = 7;

/** Every night: works out afresh what the next bill of each organisation will come to, a few organisations at a time. */
export async function workOutForecasts(ctx: CommandContext): Promise<void> {
  await foldUsage(ctx);
  for (let reached: number | null = 0; reached !== null;) {
    reached = await runSystemChange(ctx, { after: reached }, workOutSome);
  }
}

/** At the start of a system that has none yet: nobody waits for the night to see what comes. */
export async function workOutFirstForecasts(ctx: CommandContext): Promise<void> {
  const { none } = await selectOne<{ none: boolean }>(
    ctx.em.fork(),
    'select not exists (select from bill_forecast) as none',
  );
  if (none) await workOutForecasts(ctx);
}

/**
 * The forecasts of the next few organisations after an id, in one statement; the last id of them, null after the last.
 *
 * Unbilled: as a bill run takes it up, every registration that stands on no live bill, at the price of the day it was
 * received. Expected: the mean week of the last eight full weeks, for the days that are left of the period, at the mean
 * price of what is unbilled. Its deviation: that of those weeks, which for so many days grows with their square root.
 */
async function workOutSome({ tx, now }: CommandScope, { after }: { readonly after: number }): Promise<number | null> {
  const today = londonDay(now);
  const monthly = periodAround('monthly', today);
  const quarterly = periodAround('quarterly', today);
  const weeksFrom = lastMonday(today, WEEKS);
  const [some] = await selectRows<{ last: number | null }>(tx, FORECASTS, [
    ...[after, ORGANISATIONS_AT_ONCE],
    ...[monthly.from, quarterly.from, monthly.before, quarterly.before],
    ...[weeksFrom, lastMonday(today, 0), weeksFrom, WEEKS],
    ...[today, now.toISOString()],
  ]);
  return some?.last ?? null;
}

/** The Monday that many weeks before the one of the week that the day falls in. */
function lastMonday(day: LocalDate, weeks: number): LocalDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK) - DAYS_OF_WEEK * weeks);
}

const FORECASTS = `
  with few as materialized (
    select id, billing_cycle from organisation where id > ? and status <> 'closed' order by id limit ?),
  cycled as materialized (
    select id, case billing_cycle when 'monthly' then ?::date else ?::date end as period_from,
      case billing_cycle when 'monthly' then ?::date else ?::date end as period_before from few),
  era as materialized (
    select array_agg(distinct received_from order by received_from) as starts from fee_rule_period),
  price as materialized (
    select kind.fee_kind, array_agg(rule.amount order by start) as amounts
    from era cross join unnest(starts) start cross join (select distinct fee_kind from fee_rule_period) kind
    left join fee_rule_period rule on rule.fee_kind = kind.fee_kind and rule.received_from = start group by 1),
  unbilled as materialized (
    select organisation_id, count(amount)::int as lines, coalesce(sum(amount), 0)::bigint as amount, avg(amount) as mean,
      count(*) filter (where fee_kind = 'hardship')::int as undecided
    from (
      select registration.organisation_id, registration.fee_kind,
        price.amounts[width_bucket(received_on, (select starts from era))] as amount
      from cycled join registration on registration.organisation_id = cycled.id
      left join price on price.fee_kind = registration.fee_kind
      where registration.registered_on < cycled.period_before and registration.withdrawn_at is null
        and (select true from invoice_line billed
          where billed.live and billed.lpa_reference = registration.lpa_reference limit 1) is null) priced
    group by 1),
  mean_price as (select sum(amount) / nullif(sum(lines), 0) as mean from unbilled),
  weekly as (
    select organisation_id, sum(standing) as lines from cycled
    join usage_organisation_day on organisation_id = cycled.id
    where registered_on >= ? and registered_on < ? group by organisation_id, (registered_on - ?::date) / 7),
  pace as (
    select organisation_id, sum(lines) / weeks as mean,
      sqrt(greatest((sum(lines * lines) - sum(lines) * sum(lines) / weeks) / (weeks - 1), 0)) as deviation
    from weekly cross join (select ?::numeric as weeks) weeks group by organisation_id, weeks),
  forecast as (
    select cycled.*, coalesce(unbilled.lines, 0) as lines, coalesce(unbilled.amount, 0) as amount,
      coalesce(unbilled.undecided, 0) as undecided, coalesce(pace.mean, 0) * days_left / 7 as expected,
      coalesce(pace.deviation, 0) * sqrt(days_left / 7) as deviation,
      coalesce(unbilled.mean, (select mean from mean_price), 0) as price
    from cycled left join unbilled on unbilled.organisation_id = cycled.id
    left join pace on pace.organisation_id = cycled.id
    cross join lateral (select greatest(period_before - ?::date - 1, 0)::numeric as days_left) remaining),
  kept as (
    insert into bill_forecast (organisation_id, period_from, period_before, unbilled_lines, unbilled_amount, undecided,
      expected_thousandths, expected_amount, deviation, worked_out_at)
    select id, period_from, period_before, lines, amount, undecided, round(expected * 1000), round(expected * price),
      round(deviation * price), ?::timestamptz
    from forecast
    on conflict (organisation_id) do update set period_from = excluded.period_from,
      period_before = excluded.period_before, unbilled_lines = excluded.unbilled_lines,
      unbilled_amount = excluded.unbilled_amount, undecided = excluded.undecided,
      expected_thousandths = excluded.expected_thousandths, expected_amount = excluded.expected_amount,
      deviation = excluded.deviation, worked_out_at = excluded.worked_out_at)
  select max(id) as last from few`;
