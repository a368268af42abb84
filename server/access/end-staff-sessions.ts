import type { ChangedStaff, EndStaffSessions } from '../../shared/contracts/access.ts';
import { recordAudit } from '../audit/index.ts';
import { selectRows } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { lockStaff } from './lock-staff.ts';

/** Ends every session of a person at once: their desks are signed out at their next call. They may sign in again. */
export async function endStaffSessions(scope: CommandScope, { staffId }: EndStaffSessions): Promise<ChangedStaff> {
  const person = await lockStaff(scope.tx, staffId);
  const sessions = await revokeSessions(scope, staffId);
  if (sessions === 0) return { staffId };
  await recordAudit(scope, {
    kind: 'staff.sessions-ended',
    subject: `staff:${staffId}`,
    organisationId: null,
    facts: { name: person.name, sessions },
  });
  return { staffId };
}

/** Ends a person's sessions; answers how many were not ended yet. */
export async function revokeSessions(scope: CommandScope, staffId: number): Promise<number> {
  const ended = await selectRows(
    scope.tx,
    `update staff_session set ended_at = ?, end_reason = 'revoked' where staff_id = ? and ended_at is null
     returning id`,
    [scope.now.toISOString(), staffId],
  );
  return ended.length;
}
