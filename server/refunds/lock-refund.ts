import type { PaymentReference } from '../../shared/checked-reference.ts';
import type { RefundFailure, RefundState } from '../../shared/contracts/refunds.ts';
import type { Pence } from '../../shared/money.ts';
import type { RefundReason } from '../../shared/refund-reasons.ts';
import { lockBalance } from '../ledger/index.ts';
import { DomainError } from '../platform/domain-error.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectRows, type SqlValue } from '../platform/rows.ts';
import type { Tx } from '../platform/transaction.ts';

/** A refund under its lock. */
export interface LockedRefund {
  readonly id: number;
  readonly attemptId: string;
  readonly payment: PaymentReference;
  readonly receiptId: number;
  readonly organisationId: number;
  readonly amount: Pence;
  readonly reason: RefundReason;
  readonly words: string;
  readonly state: RefundState;
  readonly journalId: number | null;
  readonly payRefundId: string | null;
  readonly sentAt: string | null;
  readonly failedChecks: number;
}

/**
 * Locks the organisation's balance and then the refund, until the transaction ends. REFUND_NOT_FOUND when there is none.
 */
export async function lockRefund(tx: Tx, refundId: number): Promise<LockedRefund> {
  const [whose] = await selectRows<{ organisation_id: number }>(tx, 'select organisation_id from refund where id = ?', [
    refundId,
  ]);
  if (whose === undefined) throw new DomainError('REFUND_NOT_FOUND');
  await lockBalance(tx, whose.organisation_id);
  const [row] = await selectRows<LockedRefund>(
    tx,
    `select refund.id, card_payment_id as "attemptId", payment.reference as payment, refund.receipt_id as "receiptId",
       refund.organisation_id as "organisationId", refund.amount, refund.reason, refund.words, refund.state,
       refund.journal_id as "journalId", pay_refund_id as "payRefundId", sent_at as "sentAt",
       refund.failed_checks as "failedChecks"
     from refund join card_payment payment on payment.id = refund.card_payment_id where refund.id = ? for update of refund`,
    [refundId],
  );
  if (row === undefined) throw new Error('A refund that was there is gone');
  return row;
}

/** Columns that a move may set besides the state. */
export interface RefundFacts {
  readonly approval_id?: number;
  readonly approved_by?: number;
  readonly returned_reason?: string;
  readonly journal_id?: number;
  readonly settled_journal_id?: number;
  readonly pay_refund_id?: string;
  readonly failure?: RefundFailure;
  readonly next_check_at?: string | null;
  readonly failed_checks?: number;
}

/** Moves a locked refund to another state, conditionally; the database refuses a move that the state table lacks. */
export async function moveRefund(
  { tx, now }: CommandScope,
  refund: LockedRefund,
  to: RefundState,
  facts: RefundFacts = {},
): Promise<void> {
  const values: SqlValue[] = Object.values(facts);
  const sets = Object.keys(facts).map((column) => `, ${column} = ?`);
  const moved = await selectRows<{ id: number }>(
    tx,
    `update refund set state = ?, state_since = ?${sets.join('')} where id = ? and state = ? returning id`,
    [to, now.toISOString(), ...values, refund.id, refund.state],
  );
  if (moved.length !== 1) throw new Error('A locked refund changed under its lock');
}
