import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { BankTransferRow, ListBankTransfers } from '../../shared/contracts/receipts.ts';
import { CursorId, cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../platform/rows.ts';

type Row = Omit<BankTransferRow, 'recordedAt'> & { readonly recordedAt: string };
const Cursor = z.tuple([CursorId]);

/** Bank transfers, newest first, each with whom it was for when it was booked. */
export async function listBankTransfers(
  em: EntityManager,
  input: ListBankTransfers,
): Promise<{ rows: BankTransferRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = [];
  let after = '';
  if (input.cursor !== null) {
    after = 'where transfer.id < ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `select transfer.id as "bankTransferId", transfer.payer, transfer.reference, transfer.amount,
       banked_on as "bankedOn", (transfer.amount - booked.met)::bigint as "becameCredit", booked.organisations,
       jsonb_build_object('reference', first.reference, 'name', first.name) as "firstOrganisation",
       advice_name as "adviceName", staff.name as "recordedBy", transfer.recorded_at as "recordedAt"
     from bank_transfer transfer join staff on staff.id = transfer.recorded_by
     cross join lateral (
       select count(*)::int as organisations, min(receipt.id) as first_id, coalesce(sum((
           select sum(allocation.amount) from allocation
           where allocation.journal_id = receipt.journal_id and effect = 'applies')), 0) as met
       from bank_transfer_receipt join receipt on receipt.id = receipt_id where bank_transfer_id = transfer.id) booked
     join receipt on receipt.id = booked.first_id join organisation first on first.id = receipt.organisation_id
     ${after} order by transfer.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(
    rows,
    input.limit,
    (row): BankTransferRow => ({ ...row, recordedAt: readInstant(row.recordedAt) }),
    ({ bankTransferId }) => [bankTransferId],
  );
}
