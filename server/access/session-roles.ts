import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role } from '../../shared/permissions.ts';
import { selectRows } from '../platform/rows.ts';
import { IDLE_MS } from './session-limits.ts';

/** The roles of whoever holds this session now; null once it has ended. Asking is no activity of theirs. */
export async function sessionRoles(em: EntityManager, sessionId: number, now: Date): Promise<readonly Role[] | null> {
  const [row] = await selectRows<{ roles: Role[] }>(
    em,
    `select (select coalesce(array_agg(role order by role), '{}') from staff_role where staff_id = staff.id) as roles
     from staff_session join staff on staff.id = staff_session.staff_id
     where staff_session.id = ? and ended_at is null and last_active_at > ? and absolute_expires_at > ?
       and staff.status = 'active'`,
    [sessionId, new Date(now.getTime() - IDLE_MS).toISOString(), now.toISOString()],
  );
  return row?.roles ?? null;
}
