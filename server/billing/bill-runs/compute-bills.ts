import { LET_OFF, WAIVED } from '../corrections/waived-charges.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows, write } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';
import { lockBillRun, type LockedBillRun } from './lock-bill-run.ts';
import type { BatchOutcome } from './run-batches.ts';

/** Organisations of the run's cycle with ids after `after`, up to and with `last`: how many they are. */
export interface OrganisationRange {
  readonly after: number;
  readonly last: number;
  readonly count: number;
}

/**
 * Works out the bills of the next part of a run in `computing` that nobody is at, in one statement; `done` when there is
 * none. A run in any other state is left alone, so that a worker that comes after a cancellation does nothing.
 *
 * Every registration up to the end of the period that stands on no bill yet is billed, at the price of the day it was
 * received; late ones of earlier periods too. An LPA that was billed and has become dearer since, as its remission was
 * refused after all, gets a line for the difference that points at the line it adds to. An organisation's bill is held
 * at once where it could not be sent.
 */
export async function computeBills({ tx }: CommandScope, input: { readonly billRunId: number }): Promise<BatchOutcome> {
  const run = await lockBillRun(tx, input.billRunId, 'for key share');
  if (run.state !== 'computing') return 'done';
  const [part] = await selectRows<OrganisationRange>(
    tx,
    `select after, last, organisation_count as count from bill_run_part where bill_run_id = ? and not done
     order by after limit 1 for update skip locked`,
    [run.id],
  );
  if (part === undefined) return 'done';
  // Should the machine fail, a part that is lost is worked out again.
  await write(tx, 'set local synchronous_commit = off');
  await writeBills(tx, run, part);
  await write(tx, 'update bill_run_part set done = true where bill_run_id = ? and after = ?', [run.id, part.after]);
  await write(tx, 'update bill_run set organisation_count = organisation_count + ? where id = ?', [part.count, run.id]);
  return 'more';
}

async function writeBills(tx: Tx, run: LockedBillRun, { after, last }: OrganisationRange): Promise<void> {
  const range = [after, last, run.cycle] as const;
  await write(tx, BILLS_OF_RANGE, [after, last, ...range, run.before, run.id, ...range, run.id, run.id, run.from]);
}

/** Works out one organisation of a run anew; the caller has deleted its bill. */
export async function writeBillOf(tx: Tx, run: LockedBillRun, organisationId: number): Promise<void> {
  await writeBills(tx, run, { after: organisationId - 1, last: organisationId, count: 1 });
}

/**
 * Bills and their lines for a range of organisations: the range alone for what was let off, then after, up to and with,
 * of which cycle, registered before, for which run; the range and the run again for what became dearer after it was
 * billed; which run, late if registered before. The price is looked up by the era that the day of receipt falls in, one
 * array for each fee kind, and the bill by the place of its organisation in an array: joins, which the planner would
 * guess to be of one row, would cost the square of the part. One statement, so that what a line costs and what its bill
 * comes to are read in the same snapshot. What is billed already is looked up line by line (a limit keeps it from
 * becoming a join), as a part is small beside all that was ever billed.
 */
const BILLS_OF_RANGE = `
  with era as materialized (
    select array_agg(distinct received_from order by received_from) as starts from fee_rule_period),
  price as materialized (
    select kind.fee_kind, array_agg(rule.fee_rule_id order by start) as rules, array_agg(rule.amount order by start) as amounts
    from era cross join unnest(starts) start cross join (select distinct fee_kind from fee_rule_period) kind
    left join fee_rule_period rule on rule.fee_kind = kind.fee_kind and rule.received_from = start group by 1),
  let_off as materialized (${LET_OFF}),
  unbilled as (
    select registration.id, organisation_id, lpa_reference, lpa_kind, received_on, registered_on,
      registration.fee_kind, own_reference, donor_key, organisation.status, organisation.contact_email = '' as no_contact,
      organisation.purchase_order_required and organisation.purchase_order is null as no_purchase_order,
      price.rules[width_bucket(received_on, (select starts from era))] as fee_rule_id,
      price.amounts[width_bucket(received_on, (select starts from era))] as amount, null::bigint as corrects_line_id
    from organisation join registration on registration.organisation_id = organisation.id
    left join price on price.fee_kind = registration.fee_kind
    where organisation.id > ? and organisation.id <= ? and organisation.billing_cycle = ?
      and registration.registered_on < ? and registration.withdrawn_at is null
      and (select true from invoice_line billed
        where billed.live and billed.lpa_reference = registration.lpa_reference limit 1) is null
      and (select true from bill_run_exclusion excluded
        where excluded.bill_run_id = ? and excluded.registration_id = registration.id limit 1) is null
      and registration.lpa_reference not in (select lpa_reference from let_off)
    union all
    select late.registration_id, organisation_id, lpa_reference, lpa_kind, received_on, registered_on, late.fee_kind,
      own_reference, donor_key, organisation.status, organisation.contact_email = '',
      organisation.purchase_order_required and organisation.purchase_order is null, null,
      late.price - late.charged - late.waived, late.line_id
    from (select difference.*, ${WAIVED} as waived from registration_difference difference) late
    join organisation on organisation.id = late.organisation_id
    where late.organisation_id > ? and late.organisation_id <= ? and organisation.billing_cycle = ?
      and late.organisation_id = late.billed_to and late.withdrawn_at is null and late.price > late.charged + late.waived
      and (select true from bill_run_exclusion excluded
        where excluded.bill_run_id = ? and excluded.registration_id = late.registration_id limit 1) is null),
  ordered as materialized (
    select unbilled.*, row_number() over (partition by organisation_id order by amount is null,
      own_reference nulls last, donor_key nulls last, received_on, lpa_reference) as line_number
    from unbilled),
  numbered as materialized (
    select array_agg(organisation_id order by organisation_id) as organisations,
      array_agg(bill_id order by organisation_id) as bills
    from (select organisation_id, nextval('bill_id')::integer as bill_id
      from (select distinct organisation_id from ordered order by organisation_id) of_batch) each_bill),
  placed as not materialized (
    select ordered.*, (select bills from numbered)[
      width_bucket(organisation_id, (select organisations from numbered))] as bill_id from ordered),
  summed as (
    select bill_id, min(organisation_id) as organisation_id, coalesce(sum(amount), 0) as total,
      count(amount)::int as line_count, count(*) filter (where fee_kind = 'hardship')::int as undecided,
      count(*) filter (where fee_kind <> 'hardship' and amount is null)::int as unpriced,
      array_remove(array[
        case when min(status) = 'on-hold' then 'on-hold' end,
        case when min(status) = 'closed' then 'closed' end,
        case when bool_or(no_purchase_order) then 'no-purchase-order' end,
        case when bool_or(no_contact) then 'no-contact' end,
        case when bool_or(fee_kind = 'hardship') then 'undecided-fee' end,
        case when bool_or(fee_kind <> 'hardship' and amount is null) then 'no-fee-rule' end], null) as problems
    from placed group by bill_id),
  made as (
    insert into bill (id, bill_run_id, organisation_id, total, line_count, problems, undecided, unpriced, standing,
      held_reason)
    select bill_id, ?::integer, organisation_id, total, line_count, problems, undecided, unpriced,
      case when line_count = 0 then 'empty'
        when problems && array['on-hold', 'closed', 'no-purchase-order', 'no-contact'] then 'held'
        when total < minimum_bill and total > 0 then 'rolled-forward' else 'ready' end,
      case when line_count > 0 then case
        when 'on-hold' = any (problems) then 'The organisation is on hold'
        when 'closed' = any (problems) then 'The organisation is closed'
        when 'no-purchase-order' = any (problems) then 'It needs a purchase order, and none is known'
        when 'no-contact' = any (problems) then 'There is no billing contact' end end
    from summed, billing_setting),
  fees as (
    insert into bill_fee (bill_id, fee_kind, price, line_count, late_count)
    select bill_id, fee_kind, amount, count(*), count(*) filter (where registered_on < ?) from placed
    where amount is not null group by 1, 2, 3)
  insert into invoice_line (invoice_id, line_number, lpa_reference, lpa_kind, received_on, registered_on, fee_kind, amount,
    own_reference, registration_id, fee_rule_id, corrects_line_id, live)
  select bill_id, line_number, lpa_reference, lpa_kind, received_on, registered_on, fee_kind, amount, own_reference, id,
    fee_rule_id, corrects_line_id, corrects_line_id is null
  from placed where amount is not null`;
