import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { InstrumentRow, ListInstruments } from '../../shared/contracts/receipts.ts';
import { CursorId, cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../platform/rows.ts';

type Row = Omit<InstrumentRow, 'recordedAt'> & { readonly recordedAt: string };

const SHOWN = {
  received: `= 'received'`,
  banked: `= 'banked'`,
  ended: `in ('bounced', 'returned')`,
  all: 'is not null',
} as const satisfies Record<ListInstruments['show'], string>;

const Cursor = z.tuple([CursorId]);

/** Each part as it was taken: what was held in credit at the time, and the invoices it met. */
const PARTS = `
  select coalesce(jsonb_agg(jsonb_build_object(
    'organisation', jsonb_build_object('reference', organisation.reference, 'name', organisation.name),
    'amount', receipt.amount, 'becameCredit', receipt.amount - met.amount, 'invoices', met.invoices)
    order by receipt.id), '[]')
  from instrument_receipt join receipt on receipt.id = receipt_id
  join organisation on organisation.id = receipt.organisation_id
  cross join lateral (
    select coalesce(sum(allocation.amount), 0) as amount,
      coalesce(jsonb_agg(distinct invoice.number) filter (where invoice.id is not null), '[]') as invoices
    from allocation join invoice on invoice.id = allocation.invoice_id
    where allocation.journal_id = receipt.journal_id and effect = 'applies') met
  where instrument_id = instrument.id`;

/** Cheques and postal orders, newest first. */
export async function listInstruments(
  em: EntityManager,
  input: ListInstruments,
): Promise<{ rows: InstrumentRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = [];
  let after = '';
  if (input.cursor !== null) {
    after = 'and instrument.id < ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `select instrument.id as "instrumentId", kind, payer, number, amount, received_on as "receivedOn", state,
       paying_in_slip_id as "payingInSlipId", banked_on as "bankedOn", ended_on as "endedOn",
       ended_because as "endedBecause", staff.name as "recordedBy", recorded_at as "recordedAt", (${PARTS}) as parts
     from instrument join staff on staff.id = recorded_by
     left join paying_in_slip slip on slip.id = paying_in_slip_id
     where state ${SHOWN[input.show]} ${after} order by instrument.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, ({ instrumentId }) => [instrumentId]);
}

function toRow(row: Row): InstrumentRow {
  return { ...row, recordedAt: readInstant(row.recordedAt) };
}
