import type { CancelFeeOrder, ChangedFeeOrder } from '../../../shared/contracts/fees.ts';
import { recordAudit } from '../../audit/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { lockFeeOrderFor } from './lock-fee-order.ts';
import { moveFeeOrder } from './move-fee-order.ts';
import { askFor } from './send-fee-order.ts';

/** Drops a draft: nobody's price depends on it, so nobody else is asked. */
export async function cancelFeeOrder(scope: CommandScope, input: CancelFeeOrder): Promise<ChangedFeeOrder> {
  const order = await lockFeeOrderFor(scope.tx, input.feeOrderId, 'cancel');
  await moveFeeOrder(scope, { feeOrderId: order.id, from: 'draft', to: 'cancelled' });
  await recordAudit(scope, {
    kind: 'fee-order.cancelled',
    subject: `fee-order:${order.id}`,
    organisationId: null,
    facts: { feeOrderId: order.id, title: order.title, reason: input.reason },
  });
  return { feeOrderId: order.id, state: 'cancelled' };
}

/**
 * Asks a second person to approve that an Order in force is cancelled. Until then it stays in force. Refuses
 * FEE_ORDER_IN_USE when it has priced what is billed: such an Order is followed by another, never taken away.
 */
export async function askToCancelFeeOrder(scope: CommandScope, input: CancelFeeOrder): Promise<ChangedFeeOrder> {
  const order = await lockFeeOrderFor(scope.tx, input.feeOrderId, 'ask-to-cancel');
  const cancellationApprovalId = await askFor(scope, order, 'cancel', `Cancel: ${order.title}`.slice(0, 200));
  await moveFeeOrder(scope, {
    ...{ feeOrderId: order.id, from: 'approved', to: 'awaiting-cancellation', cancellationApprovalId },
  });
  await recordAudit(scope, {
    kind: 'fee-order.cancellation-asked',
    subject: `fee-order:${order.id}`,
    organisationId: null,
    facts: { feeOrderId: order.id, title: order.title, reason: input.reason },
  });
  return { feeOrderId: order.id, state: 'awaiting-cancellation' };
}
