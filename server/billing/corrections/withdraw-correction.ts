import type { ChangedCorrection, WithdrawCorrection } from '../../../shared/contracts/corrections.ts';
import { withdrawApproval } from '../../approvals/index.ts';
import { recordAudit } from '../../audit/index.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { lockOpenCorrection, moveCorrection } from './lock-correction.ts';

/** Takes a correction back that waits or was returned: nothing of it happens. Refuses CORRECTION_NOT_OPEN. */
export async function withdrawCorrection(scope: CommandScope, input: WithdrawCorrection): Promise<ChangedCorrection> {
  const correction = await lockOpenCorrection(scope.tx, input.correctionId);
  if (correction.state === 'waiting') await withdrawApproval(scope, correction.kind, String(correction.id));
  await moveCorrection(scope, correction, 'withdrawn');
  await recordAudit(scope, {
    kind: 'correction.withdrawn',
    subject: `correction:${correction.id}`,
    organisationId: correction.organisationId,
    facts: { correctionId: correction.id, correctionKind: correction.kind },
  });
  return { correctionId: correction.id, state: 'withdrawn', approvalId: null };
}
