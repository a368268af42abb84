import type { FeeOrderState } from '../../../shared/contracts/fees.ts';
import type { ApprovalApplier } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { summariseFeeOrder } from './fee-order-summary.ts';
import { lockFeeOrder } from './lock-fee-order.ts';
import { moveFeeOrder } from './move-fee-order.ts';
import { BACK_TO, isWaiting } from './take-back-fee-order.ts';

/** Of an Order that waits: what is asked, what it becomes, and what is recorded when it does. */
const ANSWERED = {
  'awaiting-approval': { question: 'bring-into-force', to: 'approved', kind: 'fee-order.approved' },
  'awaiting-cancellation': { question: 'cancel', to: 'cancelled', kind: 'fee-order.cancellation-approved' },
} as const satisfies Record<keyof typeof BACK_TO, { question: string; to: FeeOrderState; kind: string }>;

/** What an approval of a fee Order does: brings it into force, or cancels it, whichever was asked. */
export const feeOrderApplier: ApprovalApplier = {
  kind: 'fee-order',
  currentHash: async (tx, subjectId) => {
    const order = await lockFeeOrder(tx, Number(subjectId));
    if (!isWaiting(order.state)) return '';
    return (await summariseFeeOrder(tx, order, ANSWERED[order.state].question))?.hash ?? '';
  },
  apply: async (scope, subjectId) => {
    const order = await lockFeeOrder(scope.tx, Number(subjectId));
    if (!isWaiting(order.state)) throw new Error(`An Order that is ${order.state} was approved`);
    const { to, kind } = ANSWERED[order.state];
    await moveFeeOrder(scope, { feeOrderId: order.id, from: order.state, to });
    await recordAudit(scope, {
      kind,
      subject: `fee-order:${order.id}`,
      organisationId: null,
      facts: { feeOrderId: order.id, title: order.title, effectiveFrom: order.effectiveFrom },
    });
  },
  returned: async (scope, subjectId) => {
    const order = await lockFeeOrder(scope.tx, Number(subjectId));
    if (!isWaiting(order.state)) return;
    await moveFeeOrder(scope, { feeOrderId: order.id, from: order.state, to: BACK_TO[order.state] });
  },
};
