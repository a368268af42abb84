import { londonDay } from '../../shared/local-date.ts';
import type { Pence } from '../../shared/money.ts';
import { recordAudit } from '../audit/index.ts';
import { recordReceipt } from '../billing/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import { selectRows } from '../platform/rows.ts';
import type { LockedPayment } from './lock-card-payment.ts';
import { moveCardPayment, paymentFacts, type MoveFacts } from './move-card-payment.ts';
import { MOP_UP_QUEUE, type PaymentsDeps } from './payments-deps.ts';

const FIRST_CAPTURE_LOOK_SECONDS = 20;

/**
 * Books the money of a confirmed payment, on the London day of Pay's success event, and moves the attempt to `paid`.
 * The receipt's source is Pay's own id, so that the same payment is never booked twice, whatever happens.
 */
export async function bookCardPayment(
  scope: CommandScope,
  payment: LockedPayment,
  facts: MoveFacts,
  succeededAt: Date,
  deps: PaymentsDeps,
): Promise<void> {
  const lines = await selectRows<{ lineId: number; amount: Pence }>(
    scope.tx,
    `select held.invoice_line_id as "lineId", held.amount from payment_attempt_line held
     join invoice_line line on line.id = held.invoice_line_id join invoice on invoice.id = line.invoice_id
     where held.card_payment_id = ? order by invoice.issued_on, invoice.id, line.line_number`,
    [payment.id],
  );
  const paidOn = londonDay(succeededAt);
  const { receiptId, becameCredit } = await recordReceipt(scope, {
    organisationId: payment.organisationId,
    channel: 'card-by-phone',
    source: `govuk-pay:${payment.payPaymentId ?? ''}`,
    amount: payment.amount,
    accountingDay: paidOn,
    description: `Card payment ${payment.reference}`,
    intended: lines,
  });
  await moveCardPayment(scope, payment, 'paid', { ...facts, paid_on: paidOn, receipt_id: receiptId });
  await recordAudit(scope, {
    kind: 'card-payment.paid',
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: { ...paymentFacts(payment), paidOn, becameCredit },
  });
  await deps.jobs.enqueue(scope.tx, MOP_UP_QUEUE, {}, { afterSeconds: FIRST_CAPTURE_LOOK_SECONDS });
}
