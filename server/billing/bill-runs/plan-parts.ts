import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne, write } from '../../platform/rows.ts';
import { clearBatch } from './clear-bills.ts';
import { lockBillRun } from './lock-bill-run.ts';

/** Organisations that are planned for at once. */
const ORGANISATIONS_AT_ONCE = 200;
/** About how many registrations of the period a part has: what is worked out while others hardly notice. */
const ENOUGH_REGISTRATIONS = 1_600;

/** What became of planning: there are more parts, drafts of before were deleted instead, or there is nothing to plan. */
export type Planned = 'planned' | 'clearing' | 'nothing';

/**
 * Plans the next parts of a run in `computing`: the next organisations, divided where they have about a part's
 * registrations in the period. What an earlier working out left is deleted first. Planners take turns; whoever works a
 * part out does not stand in their way.
 */
export async function planParts(scope: CommandScope, input: { readonly billRunId: number }): Promise<Planned> {
  const run = await lockBillRun(scope.tx, input.billRunId, 'for no key update');
  if (run.state !== 'computing') return 'nothing';
  if (!run.cleared) {
    await clearBatch(scope, run);
    return 'clearing';
  }
  const next = [run.cycle, run.reached, ORGANISATIONS_AT_ONCE, run.from, run.before, ENOUGH_REGISTRATIONS] as const;
  const large = ENOUGH_REGISTRATIONS / 2;
  const { last } = await selectOne<{ last: number | null }>(scope.tx, PLAN, [
    ...next,
    ...[large, large, ENOUGH_REGISTRATIONS],
    run.id,
    run.reached,
  ]);
  if (last === null) return 'nothing';
  await write(scope.tx, 'update bill_run set reached = ? where id = ?', [last, run.id]);
  return 'planned';
}

/** A large organisation is a part of its own; so the others' parts have at most half as much again as is enough. */
const PLAN = `
  with candidate as (
    select id from organisation where billing_cycle = ? and id > ? order by billing_cycle, id limit ?),
  counted as (
    select candidate.id, usage.registrations
    from candidate cross join lateral (
      select count(*) as registrations from (
        select from registration where organisation_id = candidate.id and registered_on >= ?
          and registered_on < ? limit ?) counted) usage),
  ranked as (
    select id, sum(registrations) over (order by id) - registrations as before_it,
      count(*) filter (where registrations > ?) over (order by id) as large_so_far,
      count(*) filter (where registrations > ?) over (order by id rows between unbounded preceding and 1 preceding)
        as large_before
    from counted),
  part as (
    select max(id) as last, count(*)::int as organisations from ranked
    group by div(before_it, ?), large_so_far, large_before),
  planned as (
    insert into bill_run_part (bill_run_id, after, last, organisation_count)
    select ?, lag(last, 1, ?::integer) over (order by last), last, organisations from part
    returning last)
  select max(last) as last from planned`;
