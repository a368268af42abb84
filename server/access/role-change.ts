import type { SummaryLine } from '../../shared/contracts/approvals.ts';
import { ROLE_NAMES, type Role } from '../../shared/permissions.ts';
import { subjectHash } from '../approvals/index.ts';
import { selectRows, write } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';
import { lockStaff, type LockedStaff } from './lock-staff.ts';

/** A change of somebody's roles that waits for a second person. */
export interface RoleChange {
  readonly id: number;
  readonly staffId: number;
  readonly becomes: readonly Role[];
}

/** What waits for a person that the caller has locked: never more than one change. */
export async function waitingRolesOf(tx: Tx, staffId: number): Promise<RoleChange | undefined> {
  const [change] = await selectRows<RoleChange>(
    tx,
    `select id, staff_id as "staffId", becomes from staff_role_change where staff_id = ? and state = 'waiting'`,
    [staffId],
  );
  return change;
}

/** A waiting change and its person, locked; undefined once the change has ended. */
export async function lockRoleChange(
  tx: Tx,
  changeId: number,
): Promise<{ readonly change: RoleChange; readonly person: LockedStaff } | undefined> {
  const [found] = await selectRows<{ staff_id: number }>(tx, 'select staff_id from staff_role_change where id = ?', [
    changeId,
  ]);
  if (found === undefined) throw new Error(`There is no change ${changeId} of roles`);
  const person = await lockStaff(tx, found.staff_id);
  const change = await waitingRolesOf(tx, person.id);
  return change?.id === changeId ? { change, person } : undefined;
}

/** What an approver is shown, and the hash of exactly that against the roles and status the person has now. */
export function summariseRoles(
  person: LockedStaff,
  { id, becomes }: RoleChange,
): { readonly lines: readonly SummaryLine[]; readonly hash: string } {
  const lines = [
    { label: 'Who', value: person.name },
    { label: 'Becomes', value: roleWords(becomes) },
    { label: 'Now', value: roleWords(person.roles) },
    ...(person.status === 'active' ? [] : [{ label: 'Status', value: 'Disabled: they cannot sign in' }]),
  ];
  return { lines, hash: subjectHash({ changeId: id, lines, becomes, was: person.roles }) };
}

/** Roles as staff call them. */
export function roleWords(roles: readonly Role[]): string {
  return roles.length === 0 ? 'No role' : roles.map((role) => ROLE_NAMES[role]).join(', ');
}

/** Ends a change: `applied` by the approval given, or `dropped`. */
export async function endRoleChange(scope: CommandScope, changeId: number, approvalId: number | null): Promise<void> {
  await write(
    scope.tx,
    `update staff_role_change set state = ?, ended_at = ?, approval_id = ? where id = ? and state = 'waiting'`,
    [approvalId === null ? 'dropped' : 'applied', scope.now.toISOString(), approvalId, changeId],
  );
}
