import type { EntityManager } from '@mikro-orm/postgresql';
import type { FeeKind } from '../../../shared/contracts/billing.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import { selectRows } from '../../platform/rows.ts';
import { priceOf, type FeeRulePeriod } from './price-of.ts';

/** Every price in force on any day, oldest first: a few dozen, so that many LPAs are priced from one reading. */
export async function readFeeRules(em: EntityManager): Promise<FeeRulePeriod[]> {
  return selectRows<FeeRulePeriod>(
    em,
    `select fee_rule_id as "feeRuleId", fee_order_id as "feeOrderId", fee_kind as "feeKind", amount,
       received_from as "receivedFrom", received_before as "receivedBefore"
     from fee_rule_period order by received_from, fee_rule_id`,
  );
}

/** As `priceOf`, over the rules there are. For one LPA; many are priced from `readFeeRules` or by SQL over the view. */
export async function priceFor(
  em: EntityManager,
  feeKind: FeeKind,
  receivedOn: LocalDate,
): Promise<FeeRulePeriod | null> {
  return priceOf(await readFeeRules(em), feeKind, receivedOn);
}
