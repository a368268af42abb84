import type { RecordCallBackAttempt } from '../../shared/contracts/call-backs.ts';
import { londonDay } from '../../shared/local-date.ts';
import { recordAudit } from '../audit/index.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { write } from '../platform/rows.ts';
import { endCallBack } from './close-call-back.ts';
import { lockOpenCallBack } from './lock-call-back.ts';
import { staffOf } from './staff-of.ts';

const ONCE_A_DAY = ['call_back_attempt_once_a_day', 'call_back_attempt_pkey'] as const;

/**
 * Writes down that somebody was rung, and what became of it. Whoever was reached comes off the list.
 *
 * Refuses CALL_BACK_NOT_FOUND, CALL_BACK_CLOSED, and CALL_BACK_TRIED_TODAY: nobody is rung twice in a London day,
 * whichever call-back it was for.
 */
export async function recordCallBackAttempt(
  scope: CommandScope,
  { callBackId, outcome }: RecordCallBackAttempt,
): Promise<{ callBackId: number }> {
  const { tx, now } = scope;
  const callBack = await lockOpenCallBack(tx, callBackId);
  const { organisationId, contactId } = callBack;
  try {
    await write(
      tx,
      `insert into call_back_attempt (call_back_id, organisation_id, contact_id, day, tried_at, tried_by, outcome)
       values (?, ?, ?, ?, ?, ?, ?)`,
      [callBackId, organisationId, contactId, londonDay(now), now.toISOString(), staffOf(scope), outcome],
    );
  } catch (error) {
    if (!ONCE_A_DAY.some((name) => violatesUnique(error, name))) throw error;
    throw new DomainError('CALL_BACK_TRIED_TODAY', { callBackId }, { cause: error });
  }
  await recordAudit(scope, {
    kind: 'call-back.tried',
    subject: `call-back:${callBackId}`,
    organisationId,
    facts: { callBackId, outcome },
  });
  if (outcome === 'reached') await endCallBack(scope, callBack, 'reached');
  return { callBackId };
}
