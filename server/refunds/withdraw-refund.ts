import type { ChangedRefund, WithdrawRefund } from '../../shared/contracts/refunds.ts';
import { withdrawApproval } from '../approvals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { lockRefund, moveRefund } from './lock-refund.ts';

/** Takes a refund back before it is approved: nothing of it happens. REFUND_NOT_OPEN once it is decided. */
export async function withdrawRefund(scope: CommandScope, input: WithdrawRefund): Promise<ChangedRefund> {
  const refund = await lockRefund(scope.tx, input.refundId);
  if (refund.state !== 'asked') throw new DomainError('REFUND_NOT_OPEN', { state: refund.state });
  await withdrawApproval(scope, 'refund', String(refund.id));
  await moveRefund(scope, refund, 'voided');
  await recordAudit(scope, {
    kind: 'refund.withdrawn',
    subject: `refund:${refund.id}`,
    organisationId: refund.organisationId,
    facts: { refundId: refund.id, paymentReference: refund.payment, amount: refund.amount },
  });
  return { refundId: refund.id, state: 'voided', approvalId: null };
}
