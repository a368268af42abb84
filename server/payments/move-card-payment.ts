import type { CardPaymentState } from '../../shared/contracts/payments.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { recordAudit } from '../audit/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectRows, type SqlValue, write } from '../platform/rows.ts';
import { holdsLines } from './card-payment-state.ts';
import { nextCheckAt } from './check-schedule.ts';
import type { LockedPayment } from './lock-card-payment.ts';
import { resumeLater } from './recording/resume-later.ts';

/** Columns that a move may set besides the state. */
export interface MoveFacts {
  readonly pay_payment_id?: string;
  readonly pay_provider_id?: string;
  readonly pay_status?: string;
  readonly pay_code?: string;
  readonly expires_at?: string;
  readonly card_brand?: string;
  readonly card_last_four?: string;
  readonly paid_on?: LocalDate;
  readonly captured_on?: LocalDate;
  readonly receipt_id?: number;
}

/**
 * Moves a locked attempt from the state it is in to another, conditionally, and lets its lines go when the new state
 * holds none: then the recording of the call is due to be resumed too. The move is refused by the database when the state table does not have it.
 */
export async function moveCardPayment(
  scope: CommandScope,
  payment: LockedPayment,
  to: CardPaymentState,
  facts: MoveFacts = {},
): Promise<void> {
  const { tx, now } = scope;
  const columns = Object.keys(facts);
  const values: SqlValue[] = Object.values(facts);
  const check = nextCheckAt({ state: to, stateSince: now, cardPageOpenedAt: payment.cardPageOpenedAt }, 0, now);
  const moved = await selectRows<{ id: string }>(
    tx,
    `update card_payment set state = ?, state_since = ?, next_check_at = ?, failed_checks = 0
       ${columns.map((column) => `, ${column} = ?`).join('')}
     where id = ? and state = ? returning id`,
    [to, now.toISOString(), check?.toISOString() ?? null, ...values, payment.id, payment.state],
  );
  if (moved.length !== 1) throw new Error('A locked card payment changed under its lock');
  if (holdsLines(payment.state) && !holdsLines(to)) {
    await write(tx, 'update payment_attempt_line set is_open = false where card_payment_id = ? and is_open', [
      payment.id,
    ]);
    await resumeLater(scope, payment.id, to);
  }
}

/** Facts that every audit event of an attempt has. */
export function paymentFacts(payment: LockedPayment): {
  readonly paymentReference: string;
  readonly attemptId: string;
  readonly amount: Pence;
} {
  return { paymentReference: payment.reference, attemptId: payment.id, amount: payment.amount };
}

type PlainKind =
  | 'card-payment.sent'
  | 'card-payment.create-unknown'
  | 'card-payment.orphan-found'
  | 'card-payment.orphan-closed'
  | 'card-payment.orphan-absent'
  | 'card-payment.card-page-opened'
  | 'card-payment.cancel-asked'
  | 'card-payment.in-doubt'
  | 'card-payment.declined'
  | 'card-payment.expired'
  | 'card-payment.cancelled-on-page'
  | 'card-payment.cancelled'
  | 'card-payment.provider-error';

/** Writes an audit event that needs no facts beyond the attempt's own. */
export async function auditPayment(scope: CommandScope, payment: LockedPayment, kind: PlainKind): Promise<void> {
  await recordAudit(scope, {
    kind,
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: paymentFacts(payment),
  });
}
