import type { AddedStaff, AddStaff } from '../../shared/contracts/access.ts';
import { recordAudit } from '../audit/index.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectOne } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { askForRoles } from './ask-for-roles.ts';

/**
 * Adds somebody whom the identity provider knows by `subject`. They can do nothing until the roles that are asked for
 * with them are approved. Refuses STAFF_ALREADY_ADDED, and what `askForRoles` refuses.
 */
export async function addStaff(scope: CommandScope, input: AddStaff): Promise<AddedStaff> {
  const staffId = await insertStaff(scope, input);
  await recordAudit(scope, {
    kind: 'staff.added',
    subject: `staff:${staffId}`,
    organisationId: null,
    facts: { name: input.name },
  });
  if (input.roles.length === 0) return { staffId, approvalId: null };
  const { approvalId } = await askForRoles(scope, { commandId: input.commandId, staffId, roles: input.roles });
  return { staffId, approvalId };
}

async function insertStaff(scope: CommandScope, { subject, name, email }: AddStaff): Promise<number> {
  try {
    const { id } = await selectOne<{ id: number }>(
      scope.tx,
      'insert into staff (subject, name, email, created_at) values (?, ?, ?, ?) returning id',
      [subject, name, email, scope.now.toISOString()],
    );
    return id;
  } catch (error) {
    if (!violatesUnique(error, 'staff_subject_key')) throw error;
    throw new DomainError('STAFF_ALREADY_ADDED', {}, { cause: error });
  }
}
