import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { CreditNoteNumber, InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import type {
  CorrectionKind,
  CorrectionReason,
  CreditNoteRecord,
  CreditNoteRow,
  ListCreditNotes,
} from '../../../shared/contracts/corrections.ts';
import type { LocalDate } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { CursorId, cutPage, decodeCursor } from '../../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../../platform/rows.ts';
import { REASON_WORDS } from '../../../shared/correction-reasons.ts';

interface Row {
  readonly id: number;
  readonly number: CreditNoteNumber;
  readonly issued_on: LocalDate;
  readonly issued_at: string;
  readonly invoice: InvoiceNumber;
  readonly new_invoice: InvoiceNumber | null;
  readonly kind: CorrectionKind;
  readonly line_count: number;
  readonly total: Pence;
  readonly met_debt: Pence;
  readonly became_credit: Pence;
  readonly reason: CorrectionReason;
  readonly words: string;
  readonly correction_id: number;
  readonly asked_by: string;
  readonly approved_by: string;
  readonly organisation_reference: OrganisationReference;
  readonly organisation_name: string;
}

const SELECT = `
  select note.id, note.number, note.issued_on, note.issued_at, invoice.number as invoice, made.number as new_invoice,
    correction.kind, note.line_count, note.total, note.met_debt, note.became_credit, note.reason, note.words,
    note.correction_id, asker.name as asked_by, approver.name as approved_by,
    organisation.reference as organisation_reference, organisation.name as organisation_name
  from credit_note note join invoice on invoice.id = note.invoice_id
  join correction on correction.id = note.correction_id
  join organisation on organisation.id = note.organisation_id
  join staff asker on asker.id = correction.asked_by join staff approver on approver.id = correction.approved_by
  left join invoice made on made.correction_id = correction.id`;

const Cursor = z.tuple([CursorId]);

/** An organisation's credit notes, newest first. */
export async function listCreditNotes(
  em: EntityManager,
  input: z.output<typeof ListCreditNotes>,
): Promise<{ rows: CreditNoteRow[]; nextCursor: string | null }> {
  const params: SqlValue[] = [input.organisation];
  let after = '';
  if (input.cursor !== null) {
    after = 'and note.id < ?';
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `${SELECT} where note.organisation_id = (select id from organisation where reference = ?) ${after}
     order by note.id desc limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.id]);
}

/** One credit note, line by line. CREDIT_NOTE_NOT_FOUND when there is none. */
export async function getCreditNote(em: EntityManager, number: CreditNoteNumber): Promise<CreditNoteRecord> {
  const [row] = await selectRows<Row>(em, `${SELECT} where note.number = ?`, [number]);
  if (row === undefined) throw new DomainError('CREDIT_NOTE_NOT_FOUND', { number });
  const lines = await selectRows<CreditNoteRecord['lines'][number]>(
    em,
    `select line.id as "lineId", line.lpa_reference as "lpaReference", its.amount, its.met_debt as "offDebt",
       its.became_credit as "toAccount"
     from credit_note_line its join invoice_line line on line.id = its.invoice_line_id
     where its.credit_note_id = ? order by line.line_number`,
    [row.id],
  );
  return {
    ...toRow(row),
    organisation: { reference: row.organisation_reference, name: row.organisation_name },
    issuedAt: readInstant(row.issued_at),
    lines,
  };
}

function toRow(row: Row): CreditNoteRow {
  return {
    number: row.number,
    issuedOn: row.issued_on,
    invoice: row.invoice,
    newInvoice: row.new_invoice,
    kind: row.kind,
    lineCount: row.line_count,
    total: row.total,
    offDebt: row.met_debt,
    toAccount: row.became_credit,
    reason: REASON_WORDS[row.reason],
    words: row.words,
    correctionId: row.correction_id,
    askedBy: row.asked_by,
    approvedBy: row.approved_by,
  };
}
