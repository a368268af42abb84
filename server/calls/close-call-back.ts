import type { CallBackEnd, CloseCallBack } from '../../shared/contracts/call-backs.ts';
import { recordAudit } from '../audit/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { write } from '../platform/rows.ts';
import { lockOpenCallBack, type OpenCallBack } from './lock-call-back.ts';
import { staffOf } from './staff-of.ts';

/** Takes somebody off the list who is not to be rung any more. Refuses CALL_BACK_NOT_FOUND and CALL_BACK_CLOSED. */
export async function closeCallBack(
  scope: CommandScope,
  { callBackId, reason }: CloseCallBack,
): Promise<{ callBackId: number }> {
  await endCallBack(scope, await lockOpenCallBack(scope.tx, callBackId), reason);
  return { callBackId };
}

/** Closes a locked call-back. */
export async function endCallBack(scope: CommandScope, callBack: OpenCallBack, reason: CallBackEnd): Promise<void> {
  await write(scope.tx, 'update call_back set closed_at = ?, closed_by = ?, close_reason = ? where id = ?', [
    ...[scope.now.toISOString(), staffOf(scope), reason, callBack.id],
  ]);
  await recordAudit(scope, {
    kind: 'call-back.closed',
    subject: `call-back:${callBack.id}`,
    organisationId: callBack.organisationId,
    facts: { callBackId: callBack.id, reason },
  });
}
