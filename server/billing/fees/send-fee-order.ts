import type { ActOnFeeOrder, ChangedFeeOrder } from '../../../shared/contracts/fees.ts';
import { ZERO_PENCE } from '../../../shared/money.ts';
import { requestApproval } from '../../approvals/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows } from '../../platform/rows.ts';
import { checkFeeOrder } from './check-fee-order.ts';
import { summariseFeeOrder, type FeeOrderQuestion } from './fee-order-summary.ts';
import { contentOf, lockFeeOrderFor, type LockedFeeOrder } from './lock-fee-order.ts';
import { moveFeeOrder } from './move-fee-order.ts';

/**
 * Sends a draft for a second person's approval. Refuses FEE_ORDER_NOT_REHEARSED when exactly what it says was not
 * rehearsed, and FEE_ORDER_BEGINS_TOO_EARLY when bills have gone past the day it begins since it was drafted.
 */
export async function sendFeeOrder(scope: CommandScope, input: ActOnFeeOrder): Promise<ChangedFeeOrder> {
  const order = await lockFeeOrderFor(scope.tx, input.feeOrderId, 'send');
  await checkFeeOrder(scope.tx, contentOf(order));
  const approvalId = await askFor(scope, order, 'bring-into-force', order.title);
  await moveFeeOrder(scope, { feeOrderId: order.id, from: 'draft', to: 'awaiting-approval', approvalId });
  return { feeOrderId: order.id, state: 'awaiting-approval' };
}

/** Asks a second person the question about an Order; answers the approval's id. */
export async function askFor(
  scope: CommandScope,
  order: LockedFeeOrder,
  question: FeeOrderQuestion,
  title: string,
): Promise<number> {
  const summary = await summariseFeeOrder(scope.tx, order, question);
  if (summary === undefined) throw new DomainError('FEE_ORDER_NOT_REHEARSED', { title: order.title });
  const editors = await selectRows<{ staff_id: number }>(
    scope.tx,
    'select staff_id from fee_order_editor where fee_order_id = ? order by staff_id',
    [order.id],
  );
  const { approvalId } = await requestApproval(scope, {
    subjectKind: 'fee-order',
    subjectId: String(order.id),
    subjectHash: summary.hash,
    title,
    summary: summary.lines,
    // What an Order is worth is no amount of anybody's; who may approve one is a matter of the role alone.
    amount: ZERO_PENCE,
    organisationId: null,
    link: `/fees/${order.id}`,
    editors: editors.map(({ staff_id: staffId }) => staffId),
  });
  return approvalId;
}
