import { randomUUID } from 'node:crypto';
import { containsCardNumber } from '../../../shared/card-number-guard.ts';
import type { OverrideRecording } from '../../../shared/contracts/payments.ts';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows, write } from '../../platform/rows.ts';
import { canOpenCardPage } from '../card-payment-state.ts';
import { lockCardPayment } from '../lock-card-payment.ts';
import { paymentFacts } from '../move-card-payment.ts';
import type { PaymentsDeps } from '../payments-deps.ts';
import { standingPause } from './standing-pause.ts';

/**
 * A team leader, from their own desk, answers for a card page that opens although the recording could not be paused.
 * Only after a pause of this attempt has failed, only once for it, and never for their own payment.
 *
 * Refuses RECORDING_OVERRIDE_OWN, RECORDING_OVERRIDE_NOT_NEEDED where no pause has failed or one stands,
 * CARD_PAGE_NOT_AVAILABLE once the attempt is over, TEXT_HOLDS_CARD_NUMBER.
 */
export async function overrideRecording(
  scope: CommandScope,
  { attemptId, reason }: OverrideRecording,
  deps: Pick<PaymentsDeps, 'copyId'>,
): Promise<object> {
  const { tx, actor, now } = scope;
  if (actor.kind !== 'staff') throw new Error('Only a person answers for going on without a pause');
  if (containsCardNumber(reason)) throw new DomainError('TEXT_HOLDS_CARD_NUMBER');
  const payment = await lockCardPayment(tx, attemptId);
  const about = { paymentReference: payment.reference };
  if (actor.staffId === payment.staffId) throw new DomainError('RECORDING_OVERRIDE_OWN', about);
  if (!canOpenCardPage(payment.state)) throw new DomainError('CARD_PAGE_NOT_AVAILABLE', about);
  const failed = await selectRows<{ id: string }>(
    tx,
    `select id from recording_pause where card_payment_id = ? and pause_state in ('refused', 'not-answered') limit 1`,
    [attemptId],
  );
  if (failed.length === 0 || (await standingPause(tx, attemptId)) !== undefined) {
    throw new DomainError('RECORDING_OVERRIDE_NOT_NEEDED', about);
  }
  await write(
    tx,
    `insert into recording_pause (id, card_payment_id, staff_id, pause_state, overridden_by, override_reason, asked_at,
       settled_at, resume_state, tried_by_copy) values (?, ?, ?, 'overridden', ?, ?, ?, ?, 'not-due', ?)`,
    [
      ...[randomUUID(), attemptId, payment.staffId, actor.staffId, reason],
      ...[now.toISOString(), now.toISOString(), deps.copyId],
    ],
  );
  await recordAudit(scope, {
    kind: 'recording.overridden',
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: { ...paymentFacts(payment), reason },
  });
  return {};
}
