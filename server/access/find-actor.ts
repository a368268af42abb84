import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role } from '../../shared/permissions.ts';
import type { StaffActor } from '../platform/actor.ts';
import { readDate, selectRows } from '../platform/rows.ts';
import { IDLE_MS } from './session-limits.ts';
import { hashSessionToken } from './session-token.ts';

interface OpenSessionRow {
  readonly session_id: number;
  readonly staff_id: number;
  readonly name: string;
  readonly roles: Role[];
  readonly absolute_expires_at: string;
}

/**
 * Who holds this session token now, or null when it is unknown, ended, idle too long, too old, or its holder is disabled.
 *
 * Status and roles are read on every call, so that a leaver is out on the next one. A call the person made is activity
 * and moves the idle clock; `background` polling is not, unless a card page of theirs is open: somebody is on the
 * telephone then, with their hands on another window.
 */
export async function findActor(
  em: EntityManager,
  token: string,
  now: Date,
  background: boolean,
): Promise<StaffActor | null> {
  const at = now.toISOString();
  const [row] = await selectRows<OpenSessionRow>(
    em,
    `update staff_session set last_active_at = case
         when not ? or exists (select from card_payment where card_payment.staff_id = staff_session.staff_id
           and card_page_opened_at is not null and expires_at > ?
           and state in ('awaiting-card', 'card-entry', 'to-confirm'))
         then greatest(last_active_at, ?) else last_active_at end
     from staff
     where token_hash = ? and ended_at is null and last_active_at > ? and absolute_expires_at > ?
       and staff.id = staff_session.staff_id and staff.status = 'active'
     returning staff_session.id as session_id, staff.id as staff_id, staff.name, absolute_expires_at,
       (select coalesce(array_agg(role order by role), '{}') from staff_role where staff_id = staff.id) as roles`,
    [background, at, at, hashSessionToken(token), new Date(now.getTime() - IDLE_MS).toISOString(), at],
  );
  if (row === undefined) return null;
  return {
    kind: 'staff',
    staffId: row.staff_id,
    sessionId: row.session_id,
    name: row.name,
    roles: row.roles,
    absoluteExpiresAt: readDate(row.absolute_expires_at),
  };
}
