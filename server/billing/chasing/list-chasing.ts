import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { OrganisationReference } from '../../../shared/checked-reference.ts';
import type { ChasingRow, ListChasing } from '../../../shared/contracts/chasing.ts';
import { isLocalDate, type LocalDate } from '../../../shared/local-date.ts';
import { CursorId, cutPage, decodeCursor } from '../../platform/keyset.ts';
import { readInstantOrNull, selectRows, type SqlValue } from '../../platform/rows.ts';

interface Row extends Omit<ChasingRow, 'organisation' | 'lastAt'> {
  readonly id: number;
  readonly reference: OrganisationReference;
  readonly name: string;
  readonly last_at: string | null;
}

const WAS_CHASED = `exists (select from chase where chase.invoice_id = bill.id and outcome <> 'passed-over')`;
const WAS_REFERRED = `exists (select from chase where chase.invoice_id = bill.id and outcome = 'referred')`;

const SHOWN = {
  referred: WAS_REFERRED,
  chased: `${WAS_CHASED} and not ${WAS_REFERRED}`,
  held: 'hold.id is not null',
} as const satisfies Record<ListChasing['show'], string>;

const Cursor = z.tuple([z.string().refine(isLocalDate), CursorId]);

/** Unpaid invoices about which something was done, or nothing may be, longest due first. */
export async function listChasing(
  em: EntityManager,
  input: ListChasing,
  today: LocalDate,
): Promise<{ rows: ChasingRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = [today];
  let after = '';
  if (input.cursor !== null) {
    after = 'and (bill.due_on, bill.id) > (?, ?)';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `select bill.id, bill.number, reference, organisation.name, bill.due_on as "dueOn", bill.outstanding,
       last.title as "lastStep", last.at as last_at, hold.held_until as "heldUntil", hold.reason as "holdReason"
     from invoice_standing bill join organisation on organisation.id = bill.organisation_id
     left join invoice_hold hold on hold.invoice_id = bill.id and hold.lifted_at is null and hold.held_until >= ?::date
     left join lateral (
       select title, at from chase join chasing_step on chasing_step.step = chase.step
       where chase.invoice_id = bill.id and outcome <> 'passed-over' order by place desc limit 1) last on true
     where ${SHOWN[input.show]} and bill.outstanding > 0 ${after} order by bill.due_on, bill.id limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.dueOn, row.id]);
}

function toRow({ id: _id, reference, name, last_at, ...row }: Row): ChasingRow {
  return { ...row, organisation: { reference, name }, lastAt: readInstantOrNull(last_at) };
}
