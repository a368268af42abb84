import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import type { OrganisationReference, PaymentReference } from '../../shared/checked-reference.ts';
import type { ListRefunds, RefundFailure, RefundRow, RefundState } from '../../shared/contracts/refunds.ts';
import type { Pence } from '../../shared/money.ts';
import type { RefundReason } from '../../shared/refund-reasons.ts';
import { DomainError } from '../platform/domain-error.ts';
import { CursorId, cutPage, decodeCursor } from '../platform/keyset.ts';
import { readInstant, selectRows, type SqlValue } from '../platform/rows.ts';

interface Row {
  readonly id: number;
  readonly state: RefundState;
  readonly state_since: string;
  readonly amount: Pence;
  readonly payment: PaymentReference;
  readonly attempt_id: string;
  readonly organisation_reference: OrganisationReference;
  readonly organisation_name: string;
  readonly reason: RefundReason;
  readonly words: string;
  readonly asked_by: string;
  readonly asked_at: string;
  readonly approved_by: string | null;
  readonly failure: RefundFailure | null;
  readonly returned_reason: string | null;
  readonly pending_approval: number | null;
}

const FROM_REFUND = `
  select refund.id, refund.state, refund.state_since, refund.amount, payment.reference as payment,
    payment.id as attempt_id, organisation.reference as organisation_reference, organisation.name as organisation_name,
    refund.reason, refund.words, asker.name as asked_by, refund.asked_at, approver.name as approved_by, refund.failure,
    refund.returned_reason,
    (select id from approval where subject_kind = 'refund' and subject_id = refund.id::text
      and approval.state = 'pending') as pending_approval
  from refund join card_payment payment on payment.id = refund.card_payment_id
  join organisation on organisation.id = refund.organisation_id join staff asker on asker.id = refund.asked_by
  left join staff approver on approver.id = refund.approved_by`;

/** What failed is open until somebody asks again for the same payment. */
const OPEN = `(refund.state in ('asked', 'approved', 'sending', 'sent', 'unknown') or refund.state in ('failed', 'returned')
  and not exists (select from refund later where later.card_payment_id = refund.card_payment_id and later.id > refund.id))`;

const Cursor = z.tuple([CursorId]);

/** Refunds: those that wait for somebody or something, oldest first; or all of them, newest first. */
export async function listRefunds(
  em: EntityManager,
  input: z.output<typeof ListRefunds>,
): Promise<{ rows: RefundRow[]; nextCursor: string | null }> {
  const open = input.show === 'open';
  const conditions: string[] = [open ? OPEN : 'true'];
  const params: SqlValue[] = [];
  if (input.organisation !== null) {
    conditions.push('organisation.reference = ?');
    params.push(input.organisation);
  }
  if (input.cursor !== null) {
    conditions.push(`refund.id ${open ? '>' : '<'} ?`);
    params.push(...decodeCursor(input.cursor, Cursor));
  }
  const rows = await selectRows<Row>(
    em,
    `${FROM_REFUND} where ${conditions.join(' and ')} order by refund.id ${open ? 'asc' : 'desc'} limit ?`,
    [...params, input.limit + 1],
  );
  return cutPage(rows, input.limit, toRow, (row) => [row.id]);
}

/** One refund. REFUND_NOT_FOUND when there is none. */
export async function getRefund(em: EntityManager, refundId: number): Promise<RefundRow> {
  const [row] = await selectRows<Row>(em, `${FROM_REFUND} where refund.id = ?`, [refundId]);
  if (row === undefined) throw new DomainError('REFUND_NOT_FOUND');
  return toRow(row);
}

function toRow(row: Row): RefundRow {
  return {
    refundId: row.id,
    state: row.state,
    stateSince: readInstant(row.state_since),
    amount: row.amount,
    payment: row.payment,
    attemptId: row.attempt_id,
    organisation: { reference: row.organisation_reference, name: row.organisation_name },
    reason: row.reason,
    words: row.words,
    askedBy: row.asked_by,
    askedAt: readInstant(row.asked_at),
    approvedBy: row.approved_by,
    failure: row.failure,
    returnedReason: row.returned_reason,
    approvalId: row.pending_approval,
  };
}
