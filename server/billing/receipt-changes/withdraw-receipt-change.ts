import type { WithdrawReceiptChange } from '../../../shared/contracts/allocation.ts';
import { withdrawApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { endReceiptChange, lockReceiptChange } from './lock-receipt-change.ts';

/** Takes a change of a payment back that waits: nothing of it happens. Refuses RECEIPT_CHANGE_NOT_WAITING. */
export async function withdrawReceiptChange(
  scope: CommandScope,
  input: WithdrawReceiptChange,
): Promise<{ changeId: number }> {
  const change = await lockReceiptChange(scope.tx, input.changeId);
  await endReceiptChange(scope, change, 'withdrawn');
  await withdrawApproval(scope, change.request.kind, String(change.id));
  await recordAudit(scope, {
    kind: 'receipt-change.withdrawn',
    subject: `receipt:${change.request.receiptId}`,
    organisationId: change.organisationId,
    facts: { changeId: change.id },
  });
  return { changeId: change.id };
}
