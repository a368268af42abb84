import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows, write } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';
import { clearBatch } from './clear-bills.ts';
import type { OrganisationRange } from './compute-bills.ts';
import { lockBillRun, type LockedBillRun } from './lock-bill-run.ts';

/** Organisations that a part has at most, and about how many registrations they may have between them. */
const MOST_ORGANISATIONS = 200;
const ENOUGH_REGISTRATIONS = 2_500;

/** What became of planning: there is a part more, drafts of before were deleted instead, or there is nothing to plan. */
export type Planned = 'planned' | 'clearing' | 'nothing';

/**
 * Plans the next part of a run in `computing`: the next organisations, as many as have about a part's registrations in
 * the period. What an earlier working out left is deleted first. Planners take turns; whoever works a part out does not
 * stand in their way.
 */
export async function planPart(scope: CommandScope, input: { readonly billRunId: number }): Promise<Planned> {
  const run = await lockBillRun(scope.tx, input.billRunId, 'for no key update');
  if (run.state !== 'computing') return 'nothing';
  if (!run.cleared) {
    await clearBatch(scope, run);
    return 'clearing';
  }
  const part = await nextOrganisations(scope.tx, run);
  if (part === null) return 'nothing';
  await write(
    scope.tx,
    'insert into bill_run_part (bill_run_id, after, last, organisation_count) values (?, ?, ?, ?)',
    [run.id, part.after, part.last, part.count],
  );
  await write(scope.tx, 'update bill_run set reached = ? where id = ?', [part.last, run.id]);
  return 'planned';
}

async function nextOrganisations(tx: Tx, run: LockedBillRun): Promise<OrganisationRange | null> {
  const [range] = await selectRows<{ last: number; count: number }>(
    tx,
    `with candidate as (
       select id from organisation where billing_cycle = ? and id > ? order by billing_cycle, id limit ?),
     counted as (
       select candidate.id, sum(usage.registrations) over (order by candidate.id) as so_far
       from candidate cross join lateral (
         select count(*) as registrations from (
           select from registration where organisation_id = candidate.id and registered_on >= ?
             and registered_on < ? limit ?) counted) usage)
     select max(id) as last, count(*)::int as count from counted
     where so_far <= ? or id = (select min(id) from candidate) having count(*) > 0`,
    [run.cycle, run.reached, MOST_ORGANISATIONS, run.from, run.before, ENOUGH_REGISTRATIONS, ENOUGH_REGISTRATIONS],
  );
  return range === undefined ? null : { after: run.reached, ...range };
}
