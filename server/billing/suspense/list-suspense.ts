import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { ListSuspense, SuspenseRow } from '../../../shared/contracts/suspense.ts';
import { daysBetween, LocalDateSchema, type LocalDate } from '../../../shared/local-date.ts';
import { CursorId, cutPage, decodeCursor } from '../../platform/keyset.ts';
import { selectRows } from '../../platform/rows.ts';
import { suggestPlaces } from './suggest-places.ts';

const Cursor = z.tuple([LocalDateSchema, CursorId]);

type Row = Omit<SuspenseRow, 'ageDays' | 'suggestions'>;

/** Money that nobody has placed, the oldest first, with where it may belong. */
export async function listSuspense(
  em: EntityManager,
  input: z.output<typeof ListSuspense>,
  today: LocalDate,
): Promise<{ rows: SuspenseRow[]; nextCursor: string | null }> {
  const [after, afterId] = input.cursor === null ? ['0001-01-01', 0] : decodeCursor(input.cursor, Cursor);
  const rows = await selectRows<Row>(
    em,
    `select id as "suspenseId", channel, payer, reference, amount, received_on as "receivedOn"
     from suspense_receipt
     where (received_on, id) > (?::date, ?::integer) and id = coalesce(?::integer, id)
       and not exists (select from receipt where receipt.suspense_receipt_id = suspense_receipt.id)
     order by received_on, id limit ?`,
    [after, afterId, input.only, input.limit + 1],
  );
  const suggestions = await suggestPlaces(em, rows.slice(0, input.limit));
  return cutPage(
    rows,
    input.limit,
    (row) => ({
      ...row,
      ageDays: daysBetween(row.receivedOn, today),
      suggestions: suggestions.get(row.suspenseId) ?? [],
    }),
    (row) => [row.receivedOn, row.suspenseId],
  );
}
