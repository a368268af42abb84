import type { ActOnFeeOrder, FeeOrderContent } from '../../../shared/contracts/fees.ts';
import type { BillingPeriod } from '../../../shared/billing-period.ts';
import { daysBetween, londonDay } from '../../../shared/local-date.ts';
import { pence, type Pence } from '../../../shared/money.ts';
import { subjectHash } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne, write, type SqlValue } from '../../platform/rows.ts';
import { lastQuarter } from './last-quarter.ts';
import { contentOf, lockFeeOrderFor, type LockedFeeOrder } from './lock-fee-order.ts';
import type { FeeRulePeriod } from './price-of.ts';
import { readFeeRules } from './read-fee-rules.ts';
import { staffIdOf } from './staff-id-of.ts';

/** Names what an Order says and every other price in force: a rehearsal holds for exactly these. */
export function rehearsalHash(feeOrderId: number, content: FeeOrderContent, rules: readonly FeeRulePeriod[]): string {
  const others = rules.filter((rule) => rule.feeOrderId !== feeOrderId);
  return subjectHash({
    ...content,
    prices: { ...content.prices },
    others: others.map(({ feeKind, amount, receivedFrom }) => ({ feeKind, amount, receivedFrom })),
  });
}

/**
 * The billed LPAs of the quarter, moved by whole days so that the quarter begins when the Order does: how long each
 * took from receipt to registration stays, and with it which of them straddle. Priced by the rules in force, and as
 * they would be with the Order among them.
 */
const REHEARSED = `
  with proposed as (
    select fee_order.effective_from as begins, fee_rule.fee_kind, fee_rule.amount,
      (select min(received_from) from fee_order_period where received_from > fee_order.effective_from) as ends
    from fee_order join fee_rule on fee_rule.fee_order_id = fee_order.id where fee_order.id = ?),
  line as (
    select invoice.organisation_id, invoice_line.fee_kind, invoice_line.received_on + ?::integer as received_on
    from invoice_line join invoice on invoice.id = invoice_line.invoice_id
    where invoice_line.registered_on >= ? and invoice_line.registered_on < ?),
  priced as (
    select line.organisation_id, line.received_on < proposed.begins as straddles, earlier.amount as before,
      proposed.amount as later,
      case when line.received_on >= proposed.begins and (proposed.ends is null or line.received_on < proposed.ends)
        then proposed.amount else earlier.amount end as after
    from line left join proposed on proposed.fee_kind = line.fee_kind
    left join fee_rule_period earlier on earlier.fee_kind = line.fee_kind
      and line.received_on >= earlier.received_from
      and (earlier.received_before is null or line.received_on < earlier.received_before))`;

interface Totals {
  readonly lines: number;
  readonly straddling: number;
  readonly unpriced: number;
  readonly before: Pence;
  readonly after: Pence;
  readonly later: Pence;
}

/** Prices the last whole quarter anew as if the Order began with it, and keeps the result, in all and per organisation. */
export async function rehearseFeeOrder(
  scope: CommandScope,
  input: ActOnFeeOrder,
): Promise<{ feeOrderId: number; state: 'draft' }> {
  const order = await lockFeeOrderFor(scope.tx, input.feeOrderId, 'rehearse');
  const quarter = lastQuarter(londonDay(scope.now));
  const params = [order.id, daysBetween(quarter.from, order.effectiveFrom), quarter.from, quarter.before];
  const totals = await readTotals(scope, params);
  const rules = await readFeeRules(scope.tx);
  await writeRehearsal(scope, { order, quarter, totals, params, rules });
  await recordAudit(scope, {
    kind: 'fee-order.rehearsed',
    subject: `fee-order:${order.id}`,
    organisationId: null,
    facts: {
      feeOrderId: order.id,
      title: order.title,
      lines: totals.lines,
      before: totals.before,
      after: totals.after,
    },
  });
  return { feeOrderId: order.id, state: 'draft' };
}

async function readTotals(scope: CommandScope, params: readonly SqlValue[]): Promise<Totals> {
  const totals = await selectOne<Totals>(
    scope.tx,
    `${REHEARSED}
     select count(*)::integer as lines, count(*) filter (where straddles)::integer as straddling,
       count(*) filter (where before is null or after is null)::integer as unpriced,
       coalesce(sum(before), 0)::bigint as before, coalesce(sum(after), 0)::bigint as after,
       coalesce(sum(later), 0)::bigint as later
     from priced`,
    params,
  );
  return { ...totals, before: pence(totals.before), after: pence(totals.after), later: pence(totals.later) };
}

interface Rehearsed {
  readonly order: LockedFeeOrder;
  readonly quarter: BillingPeriod;
  readonly totals: Totals;
  readonly params: readonly SqlValue[];
  readonly rules: readonly FeeRulePeriod[];
}

async function writeRehearsal(
  scope: CommandScope,
  { order, quarter, totals, params, rules }: Rehearsed,
): Promise<void> {
  const { id } = await selectOne<{ id: number }>(
    scope.tx,
    `insert into fee_rehearsal (fee_order_id, subject_hash, quarter_from, quarter_before, rehearsed_by, rehearsed_at,
       line_count, straddling, unpriced, amount_before, amount_after, amount_later)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      order.id,
      rehearsalHash(order.id, contentOf(order), rules),
      quarter.from,
      quarter.before,
      staffIdOf(scope),
      scope.now.toISOString(),
      totals.lines,
      totals.straddling,
      totals.unpriced,
      totals.before,
      totals.after,
      totals.later,
    ],
  );
  await write(
    scope.tx,
    `${REHEARSED}
     insert into fee_rehearsal_organisation (fee_rehearsal_id, organisation_id, line_count, straddling, amount_before,
       amount_after, amount_later)
     select ?, organisation_id, count(*), count(*) filter (where straddles), coalesce(sum(before), 0),
       coalesce(sum(after), 0), coalesce(sum(later), 0)
     from priced group by organisation_id`,
    [...params, id],
  );
}
