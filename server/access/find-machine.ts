import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role } from '../../shared/permissions.ts';
import type { MachineActor } from '../platform/actor.ts';
import { selectRows } from '../platform/rows.ts';

/**
 * The machine whose identity was just proved by its access token, or null when nobody admitted it or it is disabled.
 *
 * It is admitted as staff are, and has no session: it proves itself on every call. Its roles are read each time, so
 * that it is out on the next call after it was disabled.
 */
export async function findMachine(em: EntityManager, subject: string): Promise<MachineActor | null> {
  const [row] = await selectRows<{ id: number; name: string; roles: Role[] }>(
    em,
    `select staff.id, staff.name, array_agg(staff_role.role order by staff_role.role) as roles
     from staff join staff_role on staff_role.staff_id = staff.id
     where staff.subject = ? and staff.status = 'active' group by staff.id`,
    [subject],
  );
  return row === undefined ? null : { kind: 'machine', staffId: row.id, name: row.name, roles: row.roles };
}
