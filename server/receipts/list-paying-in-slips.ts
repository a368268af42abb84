import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { ListPayingInSlips, PayingInSlipRow } from '../../shared/contracts/receipts.ts';
import { CursorId, cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../platform/rows.ts';

type Row = Omit<PayingInSlipRow, 'madeAt'> & { readonly madeAt: string };
const Cursor = z.tuple([CursorId]);

/** Paying-in slips, newest first, each with how many of its instruments bounced since. */
export async function listPayingInSlips(
  em: EntityManager,
  input: ListPayingInSlips,
): Promise<{ rows: PayingInSlipRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = [];
  let after = '';
  if (input.cursor !== null) {
    after = 'where slip.id < ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `select slip.id as "payingInSlipId", banked_on as "bankedOn", total, instrument_count as count,
       (select count(*)::int from instrument where paying_in_slip_id = slip.id and state = 'bounced') as bounced,
       staff.name as "madeBy", made_at as "madeAt"
     from paying_in_slip slip join staff on staff.id = made_by ${after} order by slip.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(
    rows,
    input.limit,
    (row): PayingInSlipRow => ({ ...row, madeAt: readInstant(row.madeAt) }),
    ({ payingInSlipId }) => [payingInSlipId],
  );
}
