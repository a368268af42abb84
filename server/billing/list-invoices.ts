import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import type { InvoiceRecord, InvoiceRow, InvoiceStatus, ListInvoices } from '../../shared/contracts/billing.ts';
import { daysBetween, isLocalDate, type LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';
import { CursorId, cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../platform/rows.ts';
import { INVOICE_BEING_PAID, toBeingPaid, type HeldBy } from './being-paid.ts';

interface Reader {
  readonly staffId: number;
  readonly today: LocalDate;
}

interface Row {
  readonly id: number;
  readonly number: InvoiceNumber;
  readonly issued_on: LocalDate;
  readonly due_on: LocalDate;
  readonly issued_at: string;
  readonly line_count: number;
  readonly total: Pence;
  readonly paid: Pence;
  readonly outstanding: Pence;
  readonly held_by: HeldBy | null;
}

const Cursor = z.tuple([z.string().refine(isLocalDate), CursorId]);

/** An organisation's invoices: the open ones oldest first, or all of them newest first. */
export async function listInvoices(
  em: EntityManager,
  input: z.output<typeof ListInvoices>,
  reader: Reader,
): Promise<{ rows: InvoiceRow[]; nextCursor: string | null }> {
  const open = input.show === 'open';
  const params: SqlValue[] = [input.organisation];
  let after = '';
  if (input.cursor !== null) {
    after = `and (bill.issued_on, bill.id) ${open ? '>' : '<'} (?, ?)`;
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const direction = open ? 'asc' : 'desc';
  const rows = await selectRows<Row>(
    em,
    `select bill.*, ${INVOICE_BEING_PAID} as held_by from invoice_standing bill
     where bill.organisation_id = (select id from organisation where reference = ?)
       ${open ? 'and bill.outstanding > 0' : ''} ${after}
     order by bill.issued_on ${direction}, bill.id ${direction} limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(
    rows,
    input.limit,
    (row) => toInvoiceRow(row, reader),
    (row) => [row.issued_on, row.id],
  );
}

/** One invoice with its organisation and what each fee kind comes to. INVOICE_NOT_FOUND when there is none. */
export async function getInvoice(em: EntityManager, number: InvoiceNumber, reader: Reader): Promise<InvoiceRecord> {
  const [row] = await selectRows<
    Row & {
      organisation_reference: OrganisationReference;
      organisation_name: string;
      fee_totals: InvoiceRecord['feeTotals'];
    }
  >(
    em,
    `select bill.*, ${INVOICE_BEING_PAID} as held_by, organisation.reference as organisation_reference,
       organisation.name as organisation_name,
       (select jsonb_agg(jsonb_build_object('feeKind', fee_kind, 'lines', lines, 'amount', amount) order by fee_kind)
        from (select fee_kind, count(*) as lines, sum(amount)::bigint as amount from invoice_line
              where invoice_id = bill.id group by fee_kind) fee) as fee_totals
     from invoice_standing bill join organisation on organisation.id = bill.organisation_id
     where bill.number = ?`,
    [number],
  );
  if (row === undefined) throw new DomainError('INVOICE_NOT_FOUND', { number });
  return {
    ...toInvoiceRow(row, reader),
    organisation: { reference: row.organisation_reference, name: row.organisation_name },
    issuedAt: readInstant(row.issued_at),
    feeTotals: row.fee_totals,
  };
}

function toInvoiceRow(row: Row, { staffId, today }: Reader): InvoiceRow {
  const daysOverdue = row.outstanding > 0 ? Math.max(0, daysBetween(row.due_on, today)) : 0;
  return {
    number: row.number,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    lineCount: row.line_count,
    total: row.total,
    paid: row.paid,
    outstanding: row.outstanding,
    status: statusOf(row, daysOverdue),
    daysOverdue,
    beingPaid: toBeingPaid(row.held_by, staffId),
  };
}

function statusOf(row: Row, daysOverdue: number): InvoiceStatus {
  if (row.outstanding === 0) return 'paid';
  if (daysOverdue > 0) return 'overdue';
  return row.paid > 0 ? 'part-paid' : 'open';
}
