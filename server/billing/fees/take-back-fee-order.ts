import type { ActOnFeeOrder, ChangedFeeOrder, FeeOrderState } from '../../../shared/contracts/fees.ts';
import { withdrawApproval } from '../../approvals/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { lockFeeOrderFor } from './lock-fee-order.ts';
import { moveFeeOrder } from './move-fee-order.ts';

/** State that waits for approval → where it goes back to when it is not given. */
export const BACK_TO = {
  'awaiting-approval': 'draft',
  'awaiting-cancellation': 'approved',
} as const satisfies Partial<Record<FeeOrderState, FeeOrderState>>;

/** Whether the Order waits for a second person. */
export function isWaiting(state: FeeOrderState): state is keyof typeof BACK_TO {
  return Object.hasOwn(BACK_TO, state);
}

/** Takes back what was sent for approval: the Order is again what it was before. */
export async function takeBackFeeOrder(scope: CommandScope, input: ActOnFeeOrder): Promise<ChangedFeeOrder> {
  const order = await lockFeeOrderFor(scope.tx, input.feeOrderId, 'take-back');
  if (!isWaiting(order.state)) throw new Error(`An Order that is ${order.state} waits for nobody`);
  await withdrawApproval(scope, 'fee-order', String(order.id));
  const to = BACK_TO[order.state];
  await moveFeeOrder(scope, { feeOrderId: order.id, from: order.state, to });
  return { feeOrderId: order.id, state: to };
}
