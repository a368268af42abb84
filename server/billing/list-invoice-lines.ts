import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { InvoiceLineRow, ListInvoiceLines } from '../../shared/contracts/billing.ts';
import { lpaReferenceBeginning } from '../../shared/lpa-reference.ts';
import { pence, type Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';
import { CursorId, cutPage, decodeCursor } from '../platform/keyset.ts';
import { selectRows, type SqlValue } from '../platform/rows.ts';
import { likeLiteral, withoutControls } from '../platform/typed-text.ts';
import { LINE_BEING_PAID, toBeingPaid, type HeldBy } from './being-paid.ts';

interface Row extends Omit<InvoiceLineRow, 'beingPaid' | 'outstanding'> {
  readonly paid: Pence;
  readonly credited_debt: Pence;
  readonly held_by: HeldBy | null;
}

const Cursor = z.tuple([CursorId]);

/** What each LPA on an invoice costs, has been paid by which payment, and still owes; in line order. */
export async function listInvoiceLines(
  em: EntityManager,
  input: z.output<typeof ListInvoiceLines>,
  reader: number,
): Promise<{ rows: InvoiceLineRow[]; nextCursor: string | null }> {
  const [invoice] = await selectRows<{ id: number }>(em, 'select id from invoice where number = ?', [input.number]);
  if (invoice === undefined) throw new DomainError('INVOICE_NOT_FOUND', { number: input.number });
  const params: SqlValue[] = [invoice.id];
  let only = '';
  const text = withoutControls(input.text);
  if (text !== '') {
    only = 'and (line.lpa_reference like ? or lower(line.own_reference) like ?)';
    params.push(`${likeLiteral(lpaReferenceBeginning(text))}%`, `${likeLiteral(text.toLowerCase())}%`);
  }
  let after = '';
  if (input.cursor !== null) {
    after = 'and line.line_number > ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `select line.id as "lineId", line.line_number as "lineNumber", line.lpa_reference as "lpaReference",
       line.lpa_kind as "lpaKind", line.received_on as "receivedOn", line.registered_on as "registeredOn",
       line.fee_kind as "feeKind", line.amount, line.own_reference as "ownReference", line.description,
       coalesce(met.paid, 0)::bigint as paid, coalesce(met.payments, '[]') as payments,
       coalesce(credit.amount, 0)::bigint as credited, coalesce(credit.met_debt, 0)::bigint as credited_debt,
       coalesce(credit.notes, '[]') as credits, coalesce(link.links, '[]') as links, ${LINE_BEING_PAID} as held_by
     from invoice_line line left join lateral (
       select sum(applied.amount) as paid, jsonb_agg(jsonb_build_object('attemptId', card_payment.id,
         'paymentReference', card_payment.reference, 'amount', applied.amount,
         'paidOn', coalesce(receipt.accounting_day, note.issued_on))
         order by applied.id) as payments
       from allocation applied left join receipt on receipt.id = applied.receipt_id
       left join credit_note note on note.id = applied.credit_note_id
       left join card_payment on card_payment.receipt_id = receipt.id
       where applied.invoice_line_id = line.id and applied.effect = 'applies'
         and not exists (select from allocation released where released.releases_allocation_id = applied.id)) met on true
     left join lateral (
       select sum(its.amount) as amount, sum(its.met_debt) as met_debt, jsonb_agg(jsonb_build_object(
         'number', note.number, 'amount', its.amount, 'issuedOn', note.issued_on) order by note.id) as notes
       from credit_note_line its join credit_note note on note.id = its.credit_note_id
       where its.invoice_line_id = line.id) credit on true
     left join lateral (
       select jsonb_agg(jsonb_build_object('link', other.link, 'invoice', invoice.number, 'amount', other.amount)
         order by other.link, other.id) as links
       from (select 'corrects' as link, id, amount, invoice_id from invoice_line where id = line.corrects_line_id
         union all select 'corrected-by', id, amount, invoice_id from invoice_line where corrects_line_id = line.id
         union all select 'replaces', id, amount, invoice_id from invoice_line where id = line.replaces_line_id
         union all select 'replaced-by', id, amount, invoice_id from invoice_line where replaces_line_id = line.id
         ) other left join invoice on invoice.id = other.invoice_id) link on true
     where line.invoice_id = ? ${only} ${after} order by line.line_number limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(
    rows,
    input.limit,
    (row) => toLineRow(row, reader),
    (row) => [row.lineNumber],
  );
}

function toLineRow(row: Row, reader: number): InvoiceLineRow {
  const { held_by: heldBy, credited_debt: creditedDebt, ...line } = row;
  const outstanding = pence(line.amount - line.paid - creditedDebt);
  return { ...line, outstanding, beingPaid: toBeingPaid(heldBy, reader) };
}
