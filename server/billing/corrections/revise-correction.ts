import type { ChangedCorrection, ReviseCorrection } from '../../../shared/contracts/corrections.ts';
import { voidApproval } from '../../approvals/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows } from '../../platform/rows.ts';
import { askerOf, oneAtATime, planUnderLock, requestHash, sendForApproval } from './ask-for-correction.ts';
import { lockOpenCorrection } from './lock-correction.ts';
import { atStake } from './plan-summary.ts';

/**
 * Asks anew for a correction that was returned or waits, perhaps changed. What waited no longer does; whoever asked
 * before or asks now may not approve it. Refuses CORRECTION_NOT_OPEN, and CORRECTION_REFUSED when it would be about
 * another invoice or of another kind: that is another correction.
 */
export async function reviseCorrection(scope: CommandScope, input: ReviseCorrection): Promise<ChangedCorrection> {
  const { request, correctionId } = input;
  const correction = await lockOpenCorrection(scope.tx, correctionId);
  const plan = await planUnderLock(scope, request);
  if (
    plan.kind !== correction.kind ||
    plan.from.id !== correction.organisationId ||
    (plan.to?.id ?? null) !== correction.toOrganisationId
  ) {
    throw new DomainError('CORRECTION_REFUSED', { reason: 'it is about something else; ask for that by itself' });
  }
  await voidApproval(scope, correction.kind, String(correctionId), 'It was changed and asked for anew');
  const moved = await oneAtATime(
    () =>
      selectRows<{ id: number }>(
        scope.tx,
        `update correction set request = ?::jsonb, request_hash = ?, amount = ?, state = 'waiting', state_since = ?,
           asked_by = ?, asked_at = ?, returned_reason = null
         where id = ? and state = ? and invoice_id is not distinct from ?::integer returning id`,
        [
          ...[JSON.stringify(request), requestHash(request), atStake(plan), scope.now.toISOString()],
          ...[askerOf(scope).staffId, scope.now.toISOString()],
          ...[correctionId, correction.state, plan.invoice?.id ?? null],
        ],
      ),
    plan.invoice?.number ?? null,
  );
  if (moved.length !== 1) throw new DomainError('CORRECTION_REFUSED', { reason: 'it is about another invoice' });
  const approvalId = await sendForApproval(scope, correctionId, plan);
  return { correctionId, state: 'waiting', approvalId };
}
