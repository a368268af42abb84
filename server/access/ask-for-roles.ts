import type { AskForRoles } from '../../shared/contracts/access.ts';
import { ZERO_PENCE } from '../../shared/money.ts';
import { exclusivePairIn, ROLE_NAMES } from '../../shared/permissions.ts';
import { requestApproval } from '../approvals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { arrayLiteral } from '../platform/array-literal.ts';
import { violatesUnique } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectOne } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { lockAnother, type LockedStaff } from './lock-staff.ts';
import { summariseRoles, type RoleChange } from './role-change.ts';

/**
 * Asks a second administrator that somebody holds exactly these roles. Nothing changes until then.
 *
 * Refuses STAFF_OWN_ACCESS for one's own roles, STAFF_ROLES_EXCLUDE for a pair that one person may not hold together,
 * and STAFF_ROLES_WAITING while another change of that person's waits.
 */
export async function askForRoles(scope: CommandScope, input: AskForRoles): Promise<{ approvalId: number }> {
  const pair = exclusivePairIn(input.roles);
  if (pair !== undefined) {
    throw new DomainError('STAFF_ROLES_EXCLUDE', { one: ROLE_NAMES[pair[0]], other: ROLE_NAMES[pair[1]] });
  }
  const person = await lockAnother(scope, input.staffId);
  const becomes = [...new Set(input.roles)].toSorted();
  const change: RoleChange = { id: await insertChange(scope, person, becomes), staffId: person.id, becomes };
  const { lines, hash } = summariseRoles(person, change);
  await recordAudit(scope, {
    kind: 'staff.roles-asked',
    subject: `staff:${person.id}`,
    organisationId: null,
    facts: { name: person.name, from: person.roles, to: becomes },
  });
  return requestApproval(scope, {
    subjectKind: 'staff-roles',
    subjectId: String(change.id),
    subjectHash: hash,
    title: `Change the roles of ${person.name}`,
    summary: lines,
    amount: ZERO_PENCE,
    organisationId: null,
    link: `/staff?peek=${person.id}`,
    editors: [],
  });
}

async function insertChange(scope: CommandScope, person: LockedStaff, becomes: readonly string[]): Promise<number> {
  if (scope.actor.kind !== 'staff') throw new Error('Roles are asked for by people');
  try {
    const row = await selectOne<{ id: number }>(
      scope.tx,
      `insert into staff_role_change (staff_id, was, becomes, asked_by, asked_at)
       values (?, ?::text[], ?::text[], ?, ?) returning id`,
      [
        ...[person.id, arrayLiteral(person.roles), arrayLiteral(becomes)],
        ...[scope.actor.staffId, scope.now.toISOString()],
      ],
    );
    return row.id;
  } catch (error) {
    if (!violatesUnique(error, 'staff_role_change_one_waiting')) throw error;
    throw new DomainError('STAFF_ROLES_WAITING', {}, { cause: error });
  }
}
