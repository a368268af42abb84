import type { EntityManager } from '@mikro-orm/postgresql';
import type { StaffRecord } from '../../shared/contracts/access.ts';
import type { Role } from '../../shared/permissions.ts';
import { DomainError } from '../platform/domain-error.ts';
import { readInstant, selectRows } from '../platform/rows.ts';
import { openAt, SESSION_IS_OPEN, STAFF_COLUMNS, toStaffRow, type ShownStaff } from './list-staff.ts';

interface Row extends ShownStaff {
  readonly subject: string;
  readonly status_reason: string | null;
  readonly created_at: string;
}

/** One person: their roles and what of them waits, and the desks they are signed in on. STAFF_NOT_FOUND when there is none. */
export async function getStaff(em: EntityManager, staffId: number, now: Date): Promise<StaffRecord> {
  const [row] = await selectRows<Row>(
    em,
    `select ${STAFF_COLUMNS}, subject, status_reason, created_at from staff where staff.id = ?`,
    [...openAt(now), staffId],
  );
  if (row === undefined) throw new DomainError('STAFF_NOT_FOUND');
  const sessions = await selectRows<{ opened_at: string; last_active_at: string }>(
    em,
    `select opened_at, last_active_at from staff_session where staff_id = ? and ${SESSION_IS_OPEN}
     order by opened_at desc`,
    [staffId, ...openAt(now)],
  );
  return {
    ...toStaffRow(row),
    subject: row.subject,
    statusReason: row.status_reason,
    addedAt: readInstant(row.created_at),
    sessions: sessions.map((session) => ({
      openedAt: readInstant(session.opened_at),
      lastActiveAt: readInstant(session.last_active_at),
    })),
    waitingRoles: await waitingRoles(em, staffId),
  };
}

async function waitingRoles(em: EntityManager, staffId: number): Promise<StaffRecord['waitingRoles']> {
  const [waiting] = await selectRows<{ approval_id: number; becomes: Role[]; asked_by: string; asked_at: string }>(
    em,
    `select approval.id as approval_id, becomes, asker.name as asked_by, asked_at
     from staff_role_change change join staff asker on asker.id = asked_by
     join approval on subject_kind = 'staff-roles' and subject_id = change.id::text and approval.state = 'pending'
     where change.staff_id = ? and change.state = 'waiting'`,
    [staffId],
  );
  if (waiting === undefined) return null;
  const { approval_id: approvalId, becomes, asked_by: askedBy, asked_at: askedAt } = waiting;
  return { approvalId, becomes, askedBy, askedAt: readInstant(askedAt) };
}
