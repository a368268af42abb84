import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { InvoiceNumber, OrganisationReference } from '../../shared/checked-reference.ts';
import type {
  InvoiceKind,
  InvoiceRecord,
  InvoiceRow,
  InvoiceStatus,
  ListInvoices,
} from '../../shared/contracts/billing.ts';
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
  readonly credited: Pence;
  readonly outstanding: Pence;
  readonly kind: InvoiceKind;
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
      credit_notes: InvoiceRecord['creditNotes'];
      replaces: InvoiceNumber | null;
      replaced_by: InvoiceNumber | null;
      correction_id: number | null;
      open_correction_id: number | null;
    }
  >(
    em,
    `select bill.*, ${INVOICE_BEING_PAID} as held_by, organisation.reference as organisation_reference,
       organisation.name as organisation_name,
       (select jsonb_agg(jsonb_build_object('feeKind', fee_kind, 'lines', lines, 'amount', amount) order by fee_kind)
        from (select fee_kind, count(*) as lines, sum(amount)::bigint as amount from invoice_line
              where invoice_id = bill.id group by fee_kind) fee) as fee_totals,
       (select coalesce(jsonb_agg(jsonb_build_object('number', note.number, 'total', note.total,
          'issuedOn', note.issued_on) order by note.id), '[]')
        from credit_note note where note.invoice_id = bill.id) as credit_notes,
       (select number from invoice replaced where replaced.id = invoice.replaces_invoice_id) as replaces,
       (select number from invoice later where later.replaces_invoice_id = bill.id) as replaced_by,
       invoice.correction_id,
       (select correction.id from correction join correction_state on correction_state.state = correction.state
        where correction.invoice_id = bill.id and is_open) as open_correction_id
     from invoice_standing bill join invoice on invoice.id = bill.id join organisation on organisation.id = bill.organisation_id
     where bill.number = ?`,
    [number],
  );
  if (row === undefined) throw new DomainError('INVOICE_NOT_FOUND', { number });
  return {
    ...toInvoiceRow(row, reader),
    organisation: { reference: row.organisation_reference, name: row.organisation_name },
    issuedAt: readInstant(row.issued_at),
    feeTotals: row.fee_totals,
    creditNotes: row.credit_notes,
    replaces: row.replaces,
    replacedBy: row.replaced_by,
    correctionId: row.correction_id,
    openCorrectionId: row.open_correction_id,
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
    credited: row.credited,
    outstanding: row.outstanding,
    kind: row.kind,
    status: statusOf(row, daysOverdue),
    daysOverdue,
    beingPaid: toBeingPaid(row.held_by, staffId),
  };
}

function statusOf(row: Row, daysOverdue: number): InvoiceStatus {
  if (row.outstanding === 0) return row.credited > 0 && row.credited === row.total ? 'credited' : 'paid';
  if (daysOverdue > 0) return 'overdue';
  return row.paid > 0 ? 'part-paid' : 'open';
}
