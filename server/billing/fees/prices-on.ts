import type { EntityManager } from '@mikro-orm/postgresql';
import { FEE_KINDS } from '../../../shared/contracts/billing.ts';
import type { PricesOnDay } from '../../../shared/contracts/fees.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { selectRows } from '../../platform/rows.ts';
import { priceOf } from './price-of.ts';
import { readFeeRules } from './read-fee-rules.ts';

/** What an LPA received on that day costs, kind by kind, and by which Order. */
export async function pricesOn(em: EntityManager, receivedOn: LocalDate): Promise<PricesOnDay> {
  const rules = await readFeeRules(em);
  const prices = FEE_KINDS.map((kind) => priceOf(rules, kind, receivedOn)).filter((rule) => rule !== null);
  const [order] = await selectRows<{ id: number; title: string }>(em, 'select id, title from fee_order where id = ?', [
    prices[0]?.feeOrderId ?? null,
  ]);
  return {
    receivedOn,
    order: order === undefined ? null : { feeOrderId: order.id, title: order.title },
    prices: prices.map(({ feeKind, amount }) => ({ feeKind, amount })),
  };
}
