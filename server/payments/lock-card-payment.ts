import type { PaymentReference } from '../../shared/checked-reference.ts';
import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import type { Pence } from '../../shared/money.ts';
import { DomainError } from '../platform/domain-error.ts';
import { readDate, selectRows } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';

/** An attempt whose row is locked until the transaction ends. */
export interface LockedPayment {
  readonly id: string;
  readonly reference: PaymentReference;
  readonly organisationId: number;
  readonly staffId: number;
  readonly amount: Pence;
  readonly state: CardPaymentState;
  readonly stateSince: Date;
  readonly startedAt: Date;
  readonly payPaymentId: string | null;
  readonly payStatus: string | null;
  readonly receiptId: number | null;
  readonly failedChecks: number;
  readonly cardPageOpenedAt: Date | null;
}

interface Row {
  readonly id: string;
  readonly reference: PaymentReference;
  readonly organisation_id: number;
  readonly staff_id: number;
  readonly amount: Pence;
  readonly state: CardPaymentState;
  readonly state_since: string;
  readonly started_at: string;
  readonly pay_payment_id: string | null;
  readonly pay_status: string | null;
  readonly receipt_id: number | null;
  readonly failed_checks: number;
  readonly card_page_opened_at: string | null;
}

/**
 * Locks and reads one attempt; CARD_PAYMENT_NOT_FOUND when there is none. Whoever also needs the organisation's
 * balance locks that first.
 */
export async function lockCardPayment(tx: Tx, attemptId: string): Promise<LockedPayment> {
  const [row] = await selectRows<Row>(tx, 'select * from card_payment where id = ? for update', [attemptId]);
  if (row === undefined) throw new DomainError('CARD_PAYMENT_NOT_FOUND', { attemptId });
  return {
    id: row.id,
    reference: row.reference,
    organisationId: row.organisation_id,
    staffId: row.staff_id,
    amount: row.amount,
    state: row.state,
    stateSince: readDate(row.state_since),
    startedAt: readDate(row.started_at),
    payPaymentId: row.pay_payment_id,
    payStatus: row.pay_status,
    receiptId: row.receipt_id,
    failedChecks: row.failed_checks,
    cardPageOpenedAt: row.card_page_opened_at === null ? null : readDate(row.card_page_opened_at),
  };
}
