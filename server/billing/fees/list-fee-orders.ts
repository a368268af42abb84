import type { EntityManager } from '@mikro-orm/postgresql';
import type { FeeOrderRow, FeeOrderState, FeePrice } from '../../../shared/contracts/fees.ts';
import { compareLocalDates, type LocalDate } from '../../../shared/local-date.ts';
import { selectRows } from '../../platform/rows.ts';
import { FEE_ORDER_RULES } from './fee-order-state.ts';

/** What a list reads of an Order. */
export interface ShownFeeOrder {
  readonly id: number;
  readonly title: string;
  readonly citation: string | null;
  readonly effective_from: LocalDate;
  readonly received_before: LocalDate | null;
  readonly state: FeeOrderState;
  readonly prices: FeePrice[];
}

export const FEE_ORDER_COLUMNS = `fee_order.id, title, citation, effective_from, state,
  (select received_before from fee_order_period where fee_order_period.fee_order_id = fee_order.id) as received_before,
  (select jsonb_agg(jsonb_build_object('feeKind', fee_kind, 'amount', amount) order by array_position(
     array['full', 'half', 'repeat', 'quarter', 'exempt'], fee_kind)) from fee_rule
   where fee_rule.fee_order_id = fee_order.id) as prices`;

/** Every Order, the one that begins last first. There are few: a handful a decade. */
export async function listFeeOrders(em: EntityManager, today: LocalDate): Promise<{ rows: FeeOrderRow[] }> {
  const rows = await selectRows<ShownFeeOrder>(
    em,
    `select ${FEE_ORDER_COLUMNS} from fee_order order by effective_from desc, id desc`,
  );
  return { rows: rows.map((row) => toFeeOrderRow(row, today)) };
}

export function toFeeOrderRow(row: ShownFeeOrder, today: LocalDate): FeeOrderRow {
  return {
    feeOrderId: row.id,
    title: row.title,
    citation: row.citation,
    effectiveFrom: row.effective_from,
    effectiveBefore: row.received_before,
    state: row.state,
    when: whenIs(row, today),
    prices: row.prices,
  };
}

function whenIs(row: ShownFeeOrder, today: LocalDate): FeeOrderRow['when'] {
  if (!FEE_ORDER_RULES[row.state].inForce) return null;
  if (compareLocalDates(today, row.effective_from) < 0) return 'coming';
  return row.received_before !== null && compareLocalDates(row.received_before, today) <= 0 ? 'past' : 'now';
}
