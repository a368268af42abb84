import type { PaymentReference } from '../../shared/checked-reference.ts';
import type { BeingPaid } from '../../shared/contracts/billing.ts';
import { instant } from '../../shared/instant.ts';

/** SQL for the open attempt that holds the line aliased `line`, as one JSON value or null. */
export const LINE_BEING_PAID = `(
  select jsonb_build_object('attemptId', card_payment.id, 'paymentReference', card_payment.reference,
    'by', staff.name, 'since', card_payment.started_at, 'staffId', card_payment.staff_id)
  from payment_attempt_line held join card_payment on card_payment.id = held.card_payment_id
  join staff on staff.id = card_payment.staff_id
  where held.invoice_line_id = line.id and held.is_open)`;

/** SQL for the oldest open attempt that holds any line of the invoice aliased `bill`, as one JSON value or null. */
export const INVOICE_BEING_PAID = `(
  select jsonb_build_object('attemptId', card_payment.id, 'paymentReference', card_payment.reference,
    'by', staff.name, 'since', card_payment.started_at, 'staffId', card_payment.staff_id)
  from invoice_line line join payment_attempt_line held on held.invoice_line_id = line.id and held.is_open
  join card_payment on card_payment.id = held.card_payment_id join staff on staff.id = card_payment.staff_id
  where line.invoice_id = bill.id order by card_payment.started_at limit 1)`;

/** What those expressions answer. */
export interface HeldBy {
  readonly attemptId: string;
  readonly paymentReference: PaymentReference;
  readonly by: string;
  readonly since: string;
  readonly staffId: number;
}

/** As the contract has it: `mine` when the reader is the one who holds it. */
export function toBeingPaid(held: HeldBy | null, reader: number): BeingPaid | null {
  if (held === null) return null;
  const { staffId, since, ...shown } = held;
  return { ...shown, since: instant(new Date(since)), mine: staffId === reader };
}
