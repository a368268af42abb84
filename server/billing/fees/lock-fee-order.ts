import type { FeeKind } from '../../../shared/contracts/billing.ts';
import type { FeeOrderAct, FeeOrderContent, FeeOrderState, FeePrices } from '../../../shared/contracts/fees.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { pence, type Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectRows } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';
import { FEE_ORDER_RULES } from './fee-order-state.ts';

/** An Order as a command decides on it. */
export interface LockedFeeOrder {
  readonly id: number;
  readonly state: FeeOrderState;
  readonly version: number;
  readonly title: string;
  readonly citation: string | null;
  readonly effectiveFrom: LocalDate;
  readonly prices: ReadonlyMap<FeeKind, Pence>;
}

/** Locks an Order with its prices until the transaction ends; FEE_ORDER_NOT_FOUND when there is none. */
export async function lockFeeOrder(tx: Tx, feeOrderId: number): Promise<LockedFeeOrder> {
  const [order] = await selectRows<Omit<LockedFeeOrder, 'prices'>>(
    tx,
    `select id, state, version, title, citation, effective_from as "effectiveFrom" from fee_order where id = ?
     for update`,
    [feeOrderId],
  );
  if (order === undefined) throw new DomainError('FEE_ORDER_NOT_FOUND');
  const rules = await selectRows<{ fee_kind: FeeKind; amount: Pence }>(
    tx,
    'select fee_kind, amount from fee_rule where fee_order_id = ?',
    [feeOrderId],
  );
  return { ...order, prices: new Map(rules.map(({ fee_kind: kind, amount }) => [kind, amount])) };
}

/** Locks an Order whose state allows the act; FEE_ORDER_STATE_FORBIDS otherwise. */
export async function lockFeeOrderFor(tx: Tx, feeOrderId: number, act: FeeOrderAct): Promise<LockedFeeOrder> {
  const order = await lockFeeOrder(tx, feeOrderId);
  if (!FEE_ORDER_RULES[order.state].acts.includes(act)) {
    throw new DomainError('FEE_ORDER_STATE_FORBIDS', { state: order.state, title: order.title });
  }
  return order;
}

/** What the Order says, as it is entered and hashed. */
export function contentOf(order: LockedFeeOrder): FeeOrderContent {
  const priceOf = (kind: FeeKind): Pence => order.prices.get(kind) ?? pence(0);
  const prices: FeePrices = {
    full: priceOf('full'),
    half: priceOf('half'),
    repeat: priceOf('repeat'),
    quarter: priceOf('quarter'),
  };
  return { title: order.title, citation: order.citation ?? '', effectiveFrom: order.effectiveFrom, prices };
}
