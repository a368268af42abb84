import type { EntityManager } from '@mikro-orm/postgresql';
import type { PaymentReference } from '../../shared/checked-reference.ts';
import { DomainError } from '../platform/domain-error.ts';
import { readInstant, selectRows } from '../platform/rows.ts';

/**
 * Refuses lines that somebody is taking a payment for at this moment, with LINE_ALREADY_BEING_PAID: who, since when,
 * under which reference.
 *
 * The caller holds the organisation's balance row, so nobody can take the lines between this look and the change; the
 * unique index on open lines stands behind it.
 */
export async function requireNotBeingPaid(em: EntityManager, lineIds: readonly number[]): Promise<void> {
  const [held] = await selectRows<{ id: string; reference: PaymentReference; by: string; started_at: string }>(
    em,
    `select card_payment.id, card_payment.reference, staff.name as by, card_payment.started_at
     from payment_attempt_line held join card_payment on card_payment.id = held.card_payment_id
     join staff on staff.id = card_payment.staff_id
     where held.is_open and held.invoice_line_id in (select value::bigint from jsonb_array_elements_text(?::jsonb))
     order by card_payment.started_at limit 1`,
    [JSON.stringify(lineIds)],
  );
  if (held === undefined) return;
  throw new DomainError('LINE_ALREADY_BEING_PAID', {
    by: held.by,
    since: readInstant(held.started_at),
    paymentReference: held.reference,
    attemptId: held.id,
  });
}
