import { londonDay } from '../../shared/local-date.ts';
import { recordAudit } from '../audit/index.ts';
import { reverseReceipt } from '../billing/index.ts';
import type { CommandScope } from '../platform/run-command.ts';
import type { LockedPayment } from './lock-card-payment.ts';
import { moveCardPayment, paymentFacts, type MoveFacts } from './move-card-payment.ts';

/**
 * Takes a confirmed payment out of the books again: the provider could not capture it, so the money never came. Its
 * lines are due once more.
 */
export async function reverseCardPayment(
  scope: CommandScope,
  payment: LockedPayment,
  facts: MoveFacts,
  failedAt: Date,
): Promise<void> {
  if (payment.receiptId === null) throw new Error('A paid card payment has a receipt');
  const reversedOn = londonDay(failedAt);
  await reverseReceipt(scope, {
    receiptId: payment.receiptId,
    accountingDay: reversedOn,
    description: `Card payment ${payment.reference} not captured`,
  });
  await moveCardPayment(scope, payment, 'reversed', facts);
  await recordAudit(scope, {
    kind: 'card-payment.reversed',
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: { ...paymentFacts(payment), reversedOn },
  });
}
