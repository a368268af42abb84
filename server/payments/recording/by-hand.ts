import { randomUUID } from 'node:crypto';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { CommandScope } from '../../platform/run-command.ts';
import { selectRows, write } from '../../platform/rows.ts';
import { canOpenCardPage } from '../card-payment-state.ts';
import { lockCardPayment, type LockedPayment } from '../lock-card-payment.ts';
import { paymentFacts } from '../move-card-payment.ts';
import type { PaymentsDeps } from '../payments-deps.ts';
import { resumeLater } from './resume-later.ts';
import { standingPause } from './standing-pause.ts';

export interface OfAttempt {
  readonly commandId: string;
  readonly attemptId: string;
}

/**
 * The agent says that they have paused the recording themselves, where no telephone system can be asked.
 *
 * Refuses RECORDING_IS_AUTOMATIC where one can, CARD_PAYMENT_NOT_YOURS, and CARD_PAGE_NOT_AVAILABLE once it is over.
 */
export async function confirmRecordingPaused(
  scope: CommandScope,
  { attemptId }: OfAttempt,
  deps: Pick<PaymentsDeps, 'telephony' | 'copyId'>,
): Promise<object> {
  const { tx, now } = scope;
  const payment = await lockOwn(scope, attemptId);
  if (deps.telephony !== null) {
    throw new DomainError('RECORDING_IS_AUTOMATIC', { paymentReference: payment.reference });
  }
  if (!canOpenCardPage(payment.state)) {
    throw new DomainError('CARD_PAGE_NOT_AVAILABLE', { paymentReference: payment.reference });
  }
  if ((await standingPause(tx, attemptId)) !== undefined) return {};
  await write(
    tx,
    `insert into recording_pause (id, card_payment_id, staff_id, pause_state, pause_answer, asked_at, settled_at,
       resume_state, tried_by_copy) values (?, ?, ?, 'by-hand', 'said by the agent', ?, ?, 'not-due', ?)`,
    [randomUUID(), attemptId, payment.staffId, now.toISOString(), now.toISOString(), deps.copyId],
  );
  await recordAudit(scope, {
    kind: 'recording.paused-by-hand',
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: paymentFacts(payment),
  });
  return {};
}

/** The agent says that they have started the recording again by hand. Does nothing where nothing waits for that. */
export async function confirmRecordingResumed(scope: CommandScope, { attemptId }: OfAttempt): Promise<object> {
  const payment = await lockOwn(scope, attemptId);
  const [row] = await selectRows<{ because: string }>(
    scope.tx,
    `update recording_pause set resume_state = 'resumed', resume_answer = 'said by the agent', next_try_at = null
     where card_payment_id = ? and pause_state = 'by-hand' and resume_state = 'due'
     returning resume_because as because`,
    [attemptId],
  );
  if (row === undefined) return {};
  await recordAudit(scope, {
    kind: 'recording.resumed',
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: { ...paymentFacts(payment), because: row.because, answer: 'said by the agent' },
  });
  return {};
}

/** The desk says that the card page's window is gone: nothing is read out any more, so the recording goes on. */
export async function noteCardPageClosed(scope: CommandScope, { attemptId }: OfAttempt): Promise<object> {
  await lockOwn(scope, attemptId);
  await resumeLater(scope, attemptId, 'the card page was closed');
  return {};
}

async function lockOwn({ tx, actor }: CommandScope, attemptId: string): Promise<LockedPayment> {
  const payment = await lockCardPayment(tx, attemptId);
  if (actor.kind !== 'staff' || actor.staffId !== payment.staffId) {
    throw new DomainError('CARD_PAYMENT_NOT_YOURS', { paymentReference: payment.reference });
  }
  return payment;
}
