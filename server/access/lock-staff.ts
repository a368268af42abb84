import type { StaffStatus } from '../../shared/contracts/access.ts';
import type { Role } from '../../shared/permissions.ts';
import { DomainError } from '../platform/domain-error.ts';
import { selectRows } from '../platform/rows.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { Tx } from '../platform/transaction.ts';

/** A person as a command decides on them. `roles` in the order of their names. */
export interface LockedStaff {
  readonly id: number;
  readonly name: string;
  readonly status: StaffStatus;
  readonly roles: readonly Role[];
}

/** Locks a person until the transaction ends; STAFF_NOT_FOUND when there is none. */
export async function lockStaff(tx: Tx, staffId: number): Promise<LockedStaff> {
  const [person] = await selectRows<Omit<LockedStaff, 'roles'>>(
    tx,
    'select id, name, status from staff where id = ? for no key update',
    [staffId],
  );
  if (person === undefined) throw new DomainError('STAFF_NOT_FOUND');
  const roles = await selectRows<{ role: Role }>(tx, 'select role from staff_role where staff_id = ? order by role', [
    staffId,
  ]);
  return { ...person, roles: roles.map(({ role }) => role) };
}

/** As `lockStaff`, for what nobody does to themselves: STAFF_OWN_ACCESS when the actor is that person. */
export async function lockAnother({ tx, actor }: CommandScope, staffId: number): Promise<LockedStaff> {
  if (actor.kind !== 'system' && actor.staffId === staffId) throw new DomainError('STAFF_OWN_ACCESS');
  return lockStaff(tx, staffId);
}
