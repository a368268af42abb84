import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { FeeOrderContent, FeeRehearsal, ListRehearsal, RehearsalRow } from '../../../shared/contracts/fees.ts';
import { CursorId, cutPage, decodeCursor } from '../../platform/keyset.ts';
import { readInstant, selectRows } from '../../platform/rows.ts';
import type { FeeRulePeriod } from './price-of.ts';
import { rehearsalHash } from './rehearse-fee-order.ts';

interface Row extends Omit<FeeRehearsal, 'rehearsedAt' | 'isCurrent'> {
  readonly rehearsed_at: string;
  readonly subject_hash: string;
}

/** The latest rehearsal of an Order, and whether it still holds: of what it says, among these rules; null when there is none. */
export async function latestRehearsal(
  em: EntityManager,
  feeOrderId: number,
  content: FeeOrderContent,
  rules: readonly FeeRulePeriod[],
): Promise<FeeRehearsal | null> {
  const [row] = await selectRows<Row>(
    em,
    `select fee_rehearsal.id as "rehearsalId", quarter_from as "quarterFrom", quarter_before as "quarterBefore",
       staff.name as "rehearsedBy", rehearsed_at, subject_hash, line_count as lines, straddling, unpriced,
       amount_before as before, amount_after as after, amount_later as later,
       amount_after - amount_before as difference
     from fee_rehearsal join staff on staff.id = rehearsed_by
     where fee_order_id = ? order by fee_rehearsal.id desc limit 1`,
    [feeOrderId],
  );
  if (row === undefined) return null;
  const { rehearsed_at: at, subject_hash: hash, ...shown } = row;
  return { ...shown, rehearsedAt: readInstant(at), isCurrent: hash === rehearsalHash(feeOrderId, content, rules) };
}

interface OrganisationRow extends Omit<RehearsalRow, 'organisation'> {
  readonly organisation_id: number;
  readonly effect: number;
  readonly reference: RehearsalRow['organisation']['reference'];
  readonly name: string;
}

const Cursor = z.tuple([z.int().min(0), CursorId]);

/** What a rehearsal found for each organisation, the greatest difference first. */
export async function listRehearsal(
  em: EntityManager,
  input: z.output<typeof ListRehearsal>,
): Promise<{ rows: RehearsalRow[]; nextCursor: string | null }> {
  const after = input.cursor === null ? [] : decodeCursor(input.cursor, Cursor);
  const beyond =
    after.length === 0 ? '' : 'and (-abs(amount_after - amount_before), organisation_id) > (-?::bigint, ?)';
  const rows = await selectRows<OrganisationRow>(
    em,
    `select organisation_id, abs(amount_after - amount_before) as effect, organisation.reference, organisation.name,
       line_count as lines, straddling, amount_before as before, amount_after as after, amount_later as later,
       amount_after - amount_before as difference
     from fee_rehearsal_organisation join organisation on organisation.id = organisation_id
     where fee_rehearsal_id = ? ${beyond}
     order by abs(amount_after - amount_before) desc, organisation_id limit ?`,
    [input.rehearsalId, ...after, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.effect, row.organisation_id]);
}

function toRow(row: OrganisationRow): RehearsalRow {
  const { organisation_id: _id, effect: _effect, reference, name, ...shown } = row;
  return { organisation: { reference, name }, ...shown };
}
