import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { BillLineRow } from '../../../shared/contracts/bill-runs.ts';
import { CursorId, cutPage, decodeCursor } from '../../platform/keyset.ts';
import { selectRows, type SqlValue } from '../../platform/rows.ts';

const Cursor = z.tuple([CursorId]);

/** The lines of one bill of a run, in the order the invoice has them, a keyset page at a time. */
export async function listBillLines(
  em: EntityManager,
  input: { readonly billId: number; readonly cursor: string | null; readonly limit: number },
): Promise<{ rows: BillLineRow[]; nextCursor: string | null }> {
  const after: SqlValue[] = input.cursor === null ? [] : [...decodeCursor(input.cursor, Cursor)];
  const rows = await selectRows<BillLineRow>(
    em,
    `select line.id as "lineId", line_number as "lineNumber", registration_id as "registrationId",
       lpa_reference as "lpaReference", lpa_kind as "lpaKind", received_on as "receivedOn",
       registered_on as "registeredOn", fee_kind as "feeKind", amount, own_reference as "ownReference",
       coalesce(registered_on < period_from, false) as late
     from invoice_line line join bill on bill.id = line.invoice_id left join bill_run run on run.id = bill.bill_run_id
     where line.invoice_id = ? ${input.cursor === null ? '' : 'and line_number > ?'} order by line_number limit ?`,
    [input.billId, ...after, input.limit + 1],
  );
  return cutPage(
    rows,
    input.limit,
    (row) => row,
    ({ lineNumber }) => [lineNumber],
  );
}
