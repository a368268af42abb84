import type { EntityManager } from '@mikro-orm/postgresql';
import type { StaffRow, StaffStatus } from '../../shared/contracts/access.ts';
import type { Role } from '../../shared/permissions.ts';
import { readInstantOrNull, selectRows } from '../platform/rows.ts';
import { IDLE_MS } from './session-limits.ts';

/** What a list reads of a person. */
export interface ShownStaff {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly status: StaffStatus;
  readonly roles: Role[];
  readonly open_sessions: number;
  readonly last_active_at: string | null;
  readonly roles_wait: boolean;
}

/** SQL that is true for a session that is open at the moment; its parameters are of `openAt`. */
export const SESSION_IS_OPEN = 'ended_at is null and last_active_at > ? and absolute_expires_at > ?';

export function openAt(now: Date): [string, string] {
  return [new Date(now.getTime() - IDLE_MS).toISOString(), now.toISOString()];
}

/** The columns of `ShownStaff`; takes the parameters of `openAt`. */
export const STAFF_COLUMNS = `staff.id, staff.name, staff.email, staff.status,
  (select coalesce(array_agg(role order by role), '{}') from staff_role where staff_id = staff.id) as roles,
  (select count(*)::int from staff_session where staff_id = staff.id and ${SESSION_IS_OPEN}) as open_sessions,
  (select max(last_active_at) from staff_session where staff_id = staff.id) as last_active_at,
  exists (select from staff_role_change where staff_id = staff.id and state = 'waiting') as roles_wait`;

/** Everybody who was ever let in, by name: active ones first. */
export async function listStaff(em: EntityManager, now: Date): Promise<{ rows: StaffRow[] }> {
  const rows = await selectRows<ShownStaff>(
    em,
    `select ${STAFF_COLUMNS} from staff order by staff.status = 'disabled', lower(staff.name), staff.id`,
    openAt(now),
  );
  return { rows: rows.map(toStaffRow) };
}

export function toStaffRow(row: ShownStaff): StaffRow {
  return {
    staffId: row.id,
    name: row.name,
    email: row.email,
    roles: row.roles,
    status: row.status,
    openSessions: row.open_sessions,
    lastActiveAt: readInstantOrNull(row.last_active_at),
    rolesWait: row.roles_wait,
  };
}
