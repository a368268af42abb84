import type { ChangedFeeOrder, DraftFeeOrder } from '../../../shared/contracts/fees.ts';
import { recordAudit } from '../../audit/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectOne } from '../../platform/rows.ts';
import { checkFeeOrder } from './check-fee-order.ts';
import { orRefuse } from './move-fee-order.ts';
import { staffIdOf } from './staff-id-of.ts';
import { noteEditor, writeFeeRules } from './write-fee-rules.ts';

/**
 * Enters a new Order as a draft. Refuses FEE_ORDER_DATE_TAKEN when another that is not cancelled begins on that day,
 * and FEE_ORDER_BEGINS_TOO_EARLY.
 */
export async function draftFeeOrder(scope: CommandScope, input: DraftFeeOrder): Promise<ChangedFeeOrder> {
  const { tx } = scope;
  const { title, citation, effectiveFrom, prices } = input;
  await checkFeeOrder(tx, input);
  const at = scope.now.toISOString();
  const { id: feeOrderId } = await orRefuse(() =>
    selectOne<{ id: number }>(
      tx,
      `insert into fee_order (title, citation, effective_from, state_since, drafted_by, drafted_at)
       values (?, ?, ?, ?, ?, ?) returning id`,
      [title, citation, effectiveFrom, at, staffIdOf(scope), at],
    ),
  );
  await writeFeeRules(scope, feeOrderId, prices);
  await noteEditor(scope, feeOrderId);
  await recordAudit(scope, {
    kind: 'fee-order.drafted',
    subject: `fee-order:${feeOrderId}`,
    organisationId: null,
    facts: { feeOrderId, title, effectiveFrom, fullFee: prices.full },
  });
  return { feeOrderId, state: 'draft' };
}
