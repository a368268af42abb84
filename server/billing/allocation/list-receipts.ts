import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { ListReceipts, ReceiptRow } from '../../../shared/contracts/allocation.ts';
import { cutPage, decodeCursor } from '../../platform/keyset.ts';
import { selectRows, type SqlValue } from '../../platform/rows.ts';

const Cursor = z.tuple([z.int().positive()]);

/** Lines that one payment is shown with; the invoices have them all. */
const MOST_LINES = 100;

/** An organisation's payments, newest first: what came, how, of whom, and where every penny of it is now. */
export async function listReceipts(
  em: EntityManager,
  input: z.output<typeof ListReceipts>,
): Promise<{ rows: ReceiptRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = [input.organisation, input.only];
  let before = '';
  if (input.cursor !== null) {
    before = 'and receipt.id < ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<ReceiptRow>(em, `${SELECT} ${before} order by receipt.id desc limit ?`, [
    ...params,
    input.limit + 1,
  ]);
  return cutPage(
    rows,
    input.limit,
    (row) => row,
    (row) => [row.receiptId],
  );
}

const SELECT = `
  select receipt.id as "receiptId", receipt.channel, receipt.payer, receipt.accounting_day as "accountingDay",
    coalesce(receipt.received_on, receipt.accounting_day) as "receivedOn", receipt.amount,
    coalesce(live.amount, 0)::bigint as met, source.amount_left as held, coalesce(drawn.amount, 0)::bigint as "paidBack",
    undone.id is not null as "takenBack", receipt.suspense_receipt_id is not null as "fromSuspense",
    case when paid.id is not null then jsonb_build_object('attemptId', paid.id, 'reference', paid.reference) end
      as payment,
    moved_from.reference as "movedFrom", moved_to.reference as "movedTo",
    case when change.id is not null then jsonb_build_object('changeId', change.id, 'kind', change.kind,
      'approvalId', approval.id, 'askedBy', staff.name) end as "waitingChange",
    coalesce(live.meets, '[]') as meets
  from receipt join organisation on organisation.id = receipt.organisation_id
  join credit_source source on source.receipt_id = receipt.id
  left join journal undone on undone.reverses_journal_id = receipt.journal_id
  left join card_payment paid on paid.receipt_id = receipt.id
  left join receipt earlier on earlier.id = receipt.moved_from_receipt_id
  left join organisation moved_from on moved_from.id = earlier.organisation_id
  left join receipt later on later.moved_from_receipt_id = receipt.id
  left join organisation moved_to on moved_to.id = later.organisation_id
  left join receipt_change change on change.receipt_id = receipt.id and change.state = 'waiting'
  left join approval on approval.subject_kind = change.kind and approval.subject_id = change.id::text
    and approval.state = 'pending'
  left join staff on staff.id = change.asked_by
  left join lateral (
    select sum(case effect when 'draws' then amount else -amount end) as amount
    from credit_draw where credit_draw.receipt_id = receipt.id) drawn on true
  left join lateral (
    select sum(amount) as amount, jsonb_agg(jsonb_build_object('lineId', line_id, 'invoice', number,
      'lpaReference', lpa_reference, 'amount', amount) order by at) filter (where at <= ${MOST_LINES}) as meets
    from (
      select line.id as line_id, invoice.number, line.lpa_reference, applied.amount,
        row_number() over (order by invoice.issued_on, invoice.id, line.line_number) as at
      from allocation applied join invoice_line line on line.id = applied.invoice_line_id
      join invoice on invoice.id = line.invoice_id
      where applied.receipt_id = receipt.id and applied.effect = 'applies'
        and not exists (select from allocation released where released.releases_allocation_id = applied.id)) met
    ) live on true
  where organisation.reference = ? and receipt.id = coalesce(?::bigint, receipt.id)`;
