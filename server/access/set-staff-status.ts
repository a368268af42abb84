import type { ChangedStaff, SetStaffStatus } from '../../shared/contracts/access.ts';
import { recordAudit } from '../audit/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import { write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { revokeSessions } from './end-staff-sessions.ts';
import { lockAnother } from './lock-staff.ts';
import { asLastAdministrator } from './staff-roles.applier.ts';

/**
 * Disables somebody, whose sessions end in the same moment, or lets them sign in again with the roles they had.
 *
 * Refuses STAFF_OWN_ACCESS for oneself, STAFF_LAST_ADMINISTRATOR, and STAFF_STATUS_FORBIDS when they are so already.
 */
export async function setStaffStatus(scope: CommandScope, input: SetStaffStatus): Promise<ChangedStaff> {
  const { staffId, status, reason } = input;
  const person = await lockAnother(scope, staffId);
  if (person.status === status) throw new DomainError('STAFF_STATUS_FORBIDS');
  try {
    await write(scope.tx, 'update staff set status = ?, status_reason = ? where id = ?', [status, reason, staffId]);
  } catch (error) {
    throw asLastAdministrator(error);
  }
  const about = { subject: `staff:${staffId}`, organisationId: null };
  const facts = { name: person.name, reason };
  if (status === 'active') {
    await recordAudit(scope, { kind: 'staff.enabled', ...about, facts });
    return { staffId };
  }
  const sessions = await revokeSessions(scope, staffId);
  await recordAudit(scope, { kind: 'staff.disabled', ...about, facts: { ...facts, sessions } });
  return { staffId };
}
