import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type {
  CardFileRow,
  ListCardFiles,
  ListUnplacedCardRows,
  UnplacedCardRow,
} from '../../shared/contracts/receipts.ts';
import { CursorId, cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../platform/rows.ts';

type Row = Omit<CardFileRow, 'takenAt'> & { readonly takenAt: string };
const Cursor = z.tuple([CursorId]);

/** Card files taken in, newest first. */
export async function listCardFiles(
  em: EntityManager,
  input: ListCardFiles,
): Promise<{ rows: CardFileRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = [];
  let after = '';
  if (input.cursor !== null) {
    after = 'where file.id < ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `select file.id as "cardFileId", file.name, day, row_count as rows, total, staff.name as "takenBy",
       taken_at as "takenAt",
       (select count(*)::int from card_file_row where card_file_id = file.id and receipt_id is null) as unplaced
     from card_file file join staff on staff.id = taken_by ${after} order by file.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(
    rows,
    input.limit,
    (row): CardFileRow => ({ ...row, takenAt: readInstant(row.takenAt) }),
    ({ cardFileId }) => [cardFileId],
  );
}

/** Lines of card files for which no organisation was found, newest first. */
export async function listUnplacedCardRows(
  em: EntityManager,
  input: ListUnplacedCardRows,
): Promise<{ rows: UnplacedCardRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = [];
  let after = '';
  if (input.cursor !== null) {
    after = 'and line.id < ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<UnplacedCardRow>(
    em,
    `select line.id as "cardFileRowId", file.name as "fileName", line.line, order_code as "orderCode",
       paid_at as "paidAt", amount, reason
     from card_file_row line join card_file file on file.id = card_file_id
     where receipt_id is null ${after} order by line.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(
    rows,
    input.limit,
    (row): UnplacedCardRow => row,
    ({ cardFileRowId }) => [cardFileRowId],
  );
}
