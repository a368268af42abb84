import type { ChangedFeeOrder, EditFeeOrder } from '../../../shared/contracts/fees.ts';
import { voidApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { write } from '../../platform/rows.ts';
import { checkFeeOrder } from './check-fee-order.ts';
import { lockFeeOrderFor } from './lock-fee-order.ts';
import { moveFeeOrder, orRefuse } from './move-fee-order.ts';
import { noteEditor, writeFeeRules } from './write-fee-rules.ts';

/**
 * Changes what an Order says that is not approved yet. One that waits for approval goes back to draft, and its
 * approval is void. Refuses FEE_ORDER_CHANGED when somebody else has edited it since `version`, and what
 * `draftFeeOrder` refuses.
 */
export async function editFeeOrder(scope: CommandScope, input: EditFeeOrder): Promise<ChangedFeeOrder> {
  const { tx } = scope;
  const { feeOrderId, version, title, citation, effectiveFrom, prices } = input;
  const order = await lockFeeOrderFor(tx, feeOrderId, 'edit');
  if (order.version !== version) throw new DomainError('FEE_ORDER_CHANGED', { title: order.title });
  await checkFeeOrder(tx, input);
  if (order.state === 'awaiting-approval') {
    await voidApproval(scope, 'fee-order', String(feeOrderId), 'It was edited after it was sent for approval');
    await moveFeeOrder(scope, { feeOrderId, from: 'awaiting-approval', to: 'draft' });
  }
  await orRefuse(() =>
    write(
      tx,
      `update fee_order set title = ?, citation = ?, effective_from = ?, version = version + 1
       where id = ? and version = ? and state = 'draft'`,
      [title, citation, effectiveFrom, feeOrderId, version],
    ),
  );
  await writeFeeRules(scope, feeOrderId, prices);
  await noteEditor(scope, feeOrderId);
  await recordAudit(scope, {
    kind: 'fee-order.edited',
    subject: `fee-order:${feeOrderId}`,
    organisationId: null,
    facts: { feeOrderId, title, effectiveFrom, fullFee: prices.full },
  });
  return { feeOrderId, state: 'draft' };
}
