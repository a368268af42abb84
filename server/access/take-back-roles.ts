import type { ChangedStaff, TakeBackRoles } from '../../shared/contracts/access.ts';
import { withdrawApproval } from '../approvals/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { lockStaff } from './lock-staff.ts';
import { endRoleChange, waitingRolesOf } from './role-change.ts';

/** Takes back the change of roles that waits. APPROVAL_ALREADY_DECIDED when none does. */
export async function takeBackRoles(scope: CommandScope, { staffId }: TakeBackRoles): Promise<ChangedStaff> {
  const person = await lockStaff(scope.tx, staffId);
  const change = await waitingRolesOf(scope.tx, person.id);
  if (change === undefined) throw new DomainError('APPROVAL_ALREADY_DECIDED');
  await withdrawApproval(scope, 'staff-roles', String(change.id));
  await endRoleChange(scope, change.id, null);
  return { staffId };
}
