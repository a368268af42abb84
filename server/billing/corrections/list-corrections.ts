import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { CreditNoteNumber, InvoiceNumber, OrganisationReference } from '../../../shared/checked-reference.ts';
import {
  CorrectionRequest,
  type CorrectionKind,
  type CorrectionRecord,
  type CorrectionRow,
  type CorrectionState,
  type ListCorrections,
} from '../../../shared/contracts/corrections.ts';
import { londonDay } from '../../../shared/local-date.ts';
import type { Pence } from '../../../shared/money.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { CursorId, cutPage, decodeCursor } from '../../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../../platform/rows.ts';
import { previewCorrection } from './correction-effect.ts';
import { CORRECTION_RULES } from './correction-state.ts';

interface Row {
  readonly id: number;
  readonly kind: CorrectionKind;
  readonly state: CorrectionState;
  readonly amount: Pence;
  readonly organisation_reference: OrganisationReference;
  readonly organisation_name: string;
  readonly invoice_number: InvoiceNumber | null;
  readonly asked_by: string;
  readonly asked_at: string;
  readonly request: { readonly reason: string; readonly words: string };
}

const FROM_CORRECTION = `
  select correction.id, correction.kind, correction.state, correction.amount, correction.asked_at, correction.request,
    organisation.reference as organisation_reference, organisation.name as organisation_name,
    invoice.number as invoice_number, asker.name as asked_by`;
const TABLES = `
  from correction join organisation on organisation.id = correction.organisation_id
  left join invoice on invoice.id = correction.invoice_id join staff asker on asker.id = correction.asked_by`;

const Cursor = z.tuple([CursorId]);

/** Corrections: those that can still come to something, oldest first; or all of them, newest first. */
export async function listCorrections(
  em: EntityManager,
  input: z.output<typeof ListCorrections>,
): Promise<{ rows: CorrectionRow[]; nextCursor: string | null }> {
  const open = input.show === 'open';
  const conditions: string[] = [open ? `correction.state in ('waiting', 'returned')` : 'true'];
  const params: SqlValue[] = [];
  if (input.organisation !== null) {
    const whose = '(select id from organisation where reference = ?)';
    conditions.push(`(correction.organisation_id = ${whose} or correction.to_organisation_id = ${whose})`);
    params.push(input.organisation, input.organisation);
  }
  if (input.cursor !== null) {
    conditions.push(`correction.id ${open ? '>' : '<'} ?`);
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `${FROM_CORRECTION} ${TABLES} where ${conditions.join(' and ')}
     order by correction.id ${open ? 'asc' : 'desc'} limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.id]);
}

/** One correction, with what it would do now or what it made. CORRECTION_NOT_FOUND when there is none. */
export async function getCorrection(em: EntityManager, correctionId: number, now: Date): Promise<CorrectionRecord> {
  const [row] = await selectRows<
    Row & {
      to_reference: OrganisationReference | null;
      to_name: string | null;
      returned_reason: string | null;
      pending_approval: number | null;
      approved_by: string | null;
      credit_note: CreditNoteNumber | null;
      made_invoice: InvoiceNumber | null;
    }
  >(
    em,
    `${FROM_CORRECTION}, other.reference as to_reference, other.name as to_name, correction.returned_reason,
       coalesce(correction.approval_id, (select id from approval where subject_kind = correction.kind
         and subject_id = correction.id::text and approval.state = 'pending')) as pending_approval,
       approver.name as approved_by, note.number as credit_note, made.number as made_invoice
     ${TABLES} left join organisation other on other.id = correction.to_organisation_id
     left join staff approver on approver.id = correction.approved_by
     left join credit_note note on note.correction_id = correction.id
     left join invoice made on made.correction_id = correction.id
     where correction.id = ?`,
    [correctionId],
  );
  if (row === undefined) throw new DomainError('CORRECTION_NOT_FOUND');
  const request = CorrectionRequest.parse(row.request);
  const { to_reference: reference, to_name: name } = row;
  return {
    ...toRow(row),
    request,
    to: reference === null || name === null ? null : { reference, name },
    preview: CORRECTION_RULES[row.state].open ? await previewCorrection(em, request, londonDay(now)) : null,
    returnedReason: row.returned_reason,
    approvalId: row.pending_approval,
    approvedBy: row.approved_by,
    creditNote: row.credit_note,
    madeInvoice: row.made_invoice,
  };
}

function toRow(row: Row): CorrectionRow {
  return {
    correctionId: row.id,
    kind: row.kind,
    state: row.state,
    organisation: { reference: row.organisation_reference, name: row.organisation_name },
    invoice: row.invoice_number,
    amount: row.amount,
    reason: row.request.reason,
    words: row.request.words,
    askedBy: row.asked_by,
    askedAt: readInstant(row.asked_at),
  };
}
