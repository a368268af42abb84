import { formatPeriod } from '../../../shared/billing-period.ts';
import type { SummaryLine } from '../../../shared/contracts/approvals.ts';
import { PRICED_KINDS, type PricedKind } from '../../../shared/contracts/fees.ts';
import { addDays, formatLocalDate, type LocalDate } from '../../../shared/local-date.ts';
import { formatPounds, pence, type Pence } from '../../../shared/money.ts';
import { subjectHash } from '../../approvals/index.ts';
import { selectRows } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';
import { contentOf, type LockedFeeOrder } from './lock-fee-order.ts';
import { priceOf, type FeeRulePeriod } from './price-of.ts';
import { readFeeRules } from './read-fee-rules.ts';
import { rehearsalHash } from './rehearse-fee-order.ts';

/** What is asked of the approver. */
export type FeeOrderQuestion = 'bring-into-force' | 'cancel';

/** What the approver is shown, and its hash. */
export interface FeeOrderSummary {
  readonly lines: readonly SummaryLine[];
  readonly hash: string;
}

const KIND_LABELS: Readonly<Record<PricedKind, string>> = {
  full: 'Full fee',
  half: 'Half fee',
  repeat: 'Repeat fee',
  quarter: 'Quarter fee',
};

/**
 * What an approver sees of an Order: what it says, what the same costs now, and what the rehearsal of exactly that
 * found. Worked out anew when it is approved: if any of it has changed, so has the hash. `undefined` when what it says
 * was never rehearsed against the prices there are.
 */
export async function summariseFeeOrder(
  tx: Tx,
  order: LockedFeeOrder,
  question: FeeOrderQuestion,
): Promise<FeeOrderSummary | undefined> {
  const rules = await readFeeRules(tx);
  const rehearsed = await rehearsalLines(tx, order, rules);
  if (rehearsed === undefined && question === 'bring-into-force') return undefined;
  const lines: SummaryLine[] = [
    ...(question === 'cancel' ? [{ label: 'Asked', value: 'That this Order is cancelled before it is used' }] : []),
    { label: 'Order', value: order.title },
    ...(order.citation === null ? [] : [{ label: 'Citation', value: order.citation }]),
    { label: 'LPAs received from', value: formatLocalDate(order.effectiveFrom) },
    ...priceLines(order, rules),
    ...(question === 'cancel' ? [] : (rehearsed ?? [])),
  ];
  return { lines, hash: subjectHash({ feeOrderId: order.id, question, lines: lines.map((line) => ({ ...line })) }) };
}

function priceLines(order: LockedFeeOrder, rules: readonly FeeRulePeriod[]): SummaryLine[] {
  const dayBefore = addDays(order.effectiveFrom, -1);
  return PRICED_KINDS.map((kind) => {
    const now = priceOf(rules, kind, dayBefore);
    const will = formatPounds(order.prices.get(kind) ?? pence(0));
    return { label: KIND_LABELS[kind], value: now === null ? will : `${will}, was ${formatPounds(now.amount)}` };
  });
}

interface Rehearsal {
  readonly quarter_from: LocalDate;
  readonly quarter_before: LocalDate;
  readonly line_count: number;
  readonly straddling: number;
  readonly amount_before: Pence;
  readonly amount_after: Pence;
  readonly amount_later: Pence;
}

async function rehearsalLines(
  tx: Tx,
  order: LockedFeeOrder,
  rules: readonly FeeRulePeriod[],
): Promise<SummaryLine[] | undefined> {
  const [found] = await selectRows<Rehearsal>(
    tx,
    `select quarter_from, quarter_before, line_count, straddling, amount_before, amount_after, amount_later
     from fee_rehearsal where fee_order_id = ? and subject_hash = ? order by id desc limit 1`,
    [order.id, rehearsalHash(order.id, contentOf(order), rules)],
  );
  if (found === undefined) return undefined;
  const count = (n: number) => `${n.toLocaleString('en-GB')} ${n === 1 ? 'LPA' : 'LPAs'}`;
  return [
    {
      label: 'Rehearsed on',
      value: `${count(found.line_count)} of ${formatPeriod({ from: found.quarter_from, before: found.quarter_before })}`,
    },
    { label: 'Without it', value: formatPounds(found.amount_before) },
    {
      label: 'First quarter',
      value: `${formatPounds(found.amount_after)}; ${count(found.straddling)} received before it keep the earlier price`,
    },
    { label: 'Later quarters', value: formatPounds(found.amount_later) },
  ];
}
