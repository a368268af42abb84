import type { ApprovalApplier } from '../approvals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { arrayLiteral } from '../platform/array-literal.ts';
import { postgresFault } from '../platform/database-errors.ts';
import { DomainError } from '../platform/domain-error.ts';
import { write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { endRoleChange, lockRoleChange, summariseRoles, type RoleChange } from './role-change.ts';

/** What an approval of roles does: the person holds exactly those from their next call on. */
export const staffRolesApplier: ApprovalApplier = {
  kind: 'staff-roles',
  currentHash: async (tx, subjectId) => {
    const locked = await lockRoleChange(tx, Number(subjectId));
    return locked === undefined ? '' : summariseRoles(locked.person, locked.change).hash;
  },
  apply: async (scope, subjectId, approvalId) => {
    const locked = await lockRoleChange(scope.tx, Number(subjectId));
    if (locked === undefined) throw new Error(`A change of roles that has ended was approved: ${subjectId}`);
    const { change, person } = locked;
    if (scope.actor.kind === 'staff' && scope.actor.staffId === person.id) throw new DomainError('STAFF_OWN_ACCESS');
    // The change ends first: the database lets roles change only as one that is applied says.
    await endRoleChange(scope, change.id, approvalId);
    await writeRoles(scope, change);
    await recordAudit(scope, {
      kind: 'staff.roles-changed',
      subject: `staff:${person.id}`,
      organisationId: null,
      facts: { name: person.name, from: person.roles, to: change.becomes },
    });
  },
  returned: (scope, subjectId) => endRoleChange(scope, Number(subjectId), null),
};

async function writeRoles({ tx }: CommandScope, { staffId, becomes }: RoleChange): Promise<void> {
  const roles = arrayLiteral(becomes);
  try {
    await write(tx, 'delete from staff_role where staff_id = ? and role <> all (?::text[])', [staffId, roles]);
    await write(
      tx,
      'insert into staff_role (staff_id, role) select ?::integer, unnest(?::text[]) on conflict do nothing',
      [staffId, roles],
    );
  } catch (error) {
    throw asLastAdministrator(error);
  }
}

/** The database's refusal to be left without an administrator, as the domain's; any other error as it is. */
export function asLastAdministrator(error: unknown): unknown {
  if (postgresFault(error)?.constraint !== 'staff_keeps_an_administrator') return error;
  return new DomainError('STAFF_LAST_ADMINISTRATOR', {}, { cause: error });
}
