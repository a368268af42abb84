import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { OrganisationReference } from '../../shared/checked-reference.ts';
import type { CallBackOutcome, CallBackRecord, CallBackRow, ListCallBacks } from '../../shared/contracts/call-backs.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { DomainError } from '../platform/domain-error.ts';
import { CursorId, cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, readInstantOrNull, selectRows, type SqlValue } from '../platform/rows.ts';

interface Row extends Omit<CallBackRow, 'organisation' | 'contact' | 'askedAt' | 'lastTriedAt'> {
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly contact_name: string;
  readonly contact_phone: string;
  readonly asked_at: string;
  readonly last_tried_at: string | null;
  readonly asked_by_name: string;
  readonly closed_by_name: string | null;
}

const SELECT = `
  select call_back.id as "callBackId", organisation.reference, organisation.name,
    coalesce(contact.name, organisation.contact_name) as contact_name,
    coalesce(contact.phone, organisation.contact_phone) as contact_phone,
    best_time as "bestTime", about, asked_at, close_reason as "closedAs",
    tried.attempts::integer as attempts, last_tried_at, last_outcome as "lastOutcome",
    not exists (select from call_back_attempt today where today.organisation_id = call_back.organisation_id
      and today.contact_id is not distinct from call_back.contact_id and today.day = ?::date) as "canTryToday",
    asker.name as asked_by_name, closer.name as closed_by_name
  from call_back join organisation on organisation.id = call_back.organisation_id
  join staff asker on asker.id = call_back.asked_by
  left join staff closer on closer.id = call_back.closed_by
  left join organisation_contact contact on contact.id = call_back.contact_id
  cross join lateral (select count(*) as attempts, max(tried_at) as last_tried_at,
      (array_agg(outcome order by tried_at desc))[1] as last_outcome
    from call_back_attempt where call_back_id = call_back.id) tried`;

const Cursor = z.tuple([CursorId]);

/** Who is to be rung, longest waiting first; or who was, latest first. `canTryToday` is about the day given. */
export async function listCallBacks(
  em: EntityManager,
  { show, cursor, limit }: ListCallBacks,
  today: LocalDate,
): Promise<{ rows: CallBackRow[]; nextCursor: string | null }> {
  const isOpen = show === 'open';
  const params: SqlValue[] = [today];
  let after = '';
  if (cursor !== null) {
    after = `and call_back.id ${isOpen ? '>' : '<'} ?`;
    params.push(...decodeCursor(cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `${SELECT} where closed_at is ${isOpen ? 'null' : 'not null'} ${after}
     order by call_back.id ${isOpen ? 'asc' : 'desc'} limit ?`,
    [...params, limit + 1],
  );
  return cutPage(rows, limit, toRow, (row) => [row.callBackId]);
}

/** One call-back with every time it was tried. CALL_BACK_NOT_FOUND when there is none. */
export async function getCallBack(em: EntityManager, callBackId: number, today: LocalDate): Promise<CallBackRecord> {
  const [row] = await selectRows<Row>(em, `${SELECT} where call_back.id = ?`, [today, callBackId]);
  if (row === undefined) throw new DomainError('CALL_BACK_NOT_FOUND', { callBackId });
  const tries = await selectRows<{ at: string; by: string; outcome: CallBackOutcome }>(
    em,
    `select tried_at as at, staff.name as by, outcome from call_back_attempt join staff on staff.id = tried_by
     where call_back_id = ? order by tried_at`,
    [callBackId],
  );
  return {
    ...toRow(row),
    askedBy: row.asked_by_name,
    closedBy: row.closed_by_name,
    tries: tries.map((attempt) => ({ ...attempt, at: readInstant(attempt.at) })),
  };
}

function toRow(row: Row): CallBackRow {
  const { callBackId, bestTime, about, attempts, lastOutcome, canTryToday, closedAs } = row;
  return {
    ...{ callBackId, bestTime, about, attempts, lastOutcome, closedAs },
    canTryToday: canTryToday && closedAs === null,
    organisation: { reference: row.reference, name: row.name },
    contact: { name: row.contact_name, phone: row.contact_phone },
    askedAt: readInstant(row.asked_at),
    lastTriedAt: readInstantOrNull(row.last_tried_at),
  };
}
