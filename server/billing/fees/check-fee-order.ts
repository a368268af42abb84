import type { FeeOrderContent, FeePrices } from '../../../shared/contracts/fees.ts';
import { compareLocalDates, type LocalDate } from '../../../shared/local-date.ts';
import { formatPounds, pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { selectOne } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';

/**
 * Refuses what no Order may say: FEE_ORDER_BEGINS_TOO_EARLY when it would begin on a day
 * that billed LPAs were received on, since those bills stand as they are.
 */
export async function checkFeeOrder(tx: Tx, content: FeeOrderContent): Promise<void> {
  const { day } = await selectOne<{ day: LocalDate | null }>(tx, 'select max(received_on) as day from invoice_line');
  if (day !== null && compareLocalDates(content.effectiveFrom, day) <= 0) {
    throw new DomainError('FEE_ORDER_BEGINS_TOO_EARLY', { day });
  }
}

/** Prices that may hold a typing slip: reductions have always been half, and half of the half. The law may differ. */
export function remarksOn({ full, half, repeat, quarter }: FeePrices): string[] {
  const isHalf = (part: number, whole: number) => part * 2 === whole;
  const halves = [
    { is: 'half fee', part: half, of: 'full fee', whole: full },
    { is: 'repeat fee', part: repeat, of: 'full fee', whole: full },
    { is: 'quarter fee', part: quarter, of: 'repeat fee', whole: repeat },
  ];
  return halves
    .filter(({ part, whole }) => !isHalf(part, whole))
    .map(
      ({ is, part, of, whole }) =>
        `The ${is} of ${formatPounds(pence(part))} is not half of the ${of} of ${formatPounds(pence(whole))}.`,
    );
}
