import { randomUUID } from 'node:crypto';
import { recordAudit } from '../../audit/index.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../../platform/run-command.ts';
import { selectOne, selectRows, write } from '../../platform/rows.ts';
import { canOpenCardPage } from '../card-payment-state.ts';
import { lockCardPayment, type LockedPayment } from '../lock-card-payment.ts';
import { paymentFacts } from '../move-card-payment.ts';
import type { PaymentsDeps } from '../payments-deps.ts';
import { resumeLater } from './resume-later.ts';
import { standingPause } from './standing-pause.ts';
import type { PauseToAsk, TelephonyOutcome } from './telephony.ts';

/**
 * Sees to it that the recording of the agent's call is paused before a card page opens: what is asked is committed
 * first, then the telephone system is asked, then its answer is recorded. Nothing is asked where a pause stands already,
 * by hand or by the word of a team leader.
 *
 * Refuses RECORDING_NOT_PAUSED when the telephone system refuses or does not answer, and RECORDING_TO_PAUSE_BY_HAND
 * where there is none to ask and the agent has not said that it is paused.
 */
export async function pauseRecording(ctx: CommandContext, attemptId: string, deps: PaymentsDeps): Promise<void> {
  const toAsk = await runSystemChange(ctx, attemptId, (scope) => claimPause(scope, attemptId, deps));
  if (toAsk === null) return;
  if (deps.telephony === null) throw new Error('A pause was claimed where there is no telephone system');
  const outcome = await deps.telephony.pauseRecording(toAsk);
  const told = { attemptId, pauseId: toAsk.pauseId, outcome };
  const { payment, isPaused } = await runSystemChange(ctx, told, async (scope) => ({
    payment: await recordPauseOutcome(scope, told),
    isPaused: (await standingPause(scope.tx, attemptId))?.state === 'paused',
  }));
  if (!isPaused) throw new DomainError('RECORDING_NOT_PAUSED', { paymentReference: payment.reference });
}

/** What is to be asked; null where the recording is paused already. */
async function claimPause(scope: CommandScope, attemptId: string, deps: PaymentsDeps): Promise<PauseToAsk | null> {
  const { tx, now } = scope;
  const payment = await lockCardPayment(tx, attemptId);
  const standing = await standingPause(tx, attemptId);
  const { subject } = await selectOne<{ subject: string }>(tx, 'select subject from staff where id = ?', [
    payment.staffId,
  ]);
  // Asked for in the same moment from another window: asking twice for the same pause is asking once.
  if (standing?.state === 'asked') return { pauseId: standing.id, agent: subject };
  if (standing !== undefined) return null;
  if (deps.telephony === null) {
    throw new DomainError('RECORDING_TO_PAUSE_BY_HAND', { paymentReference: payment.reference });
  }
  const pauseId = randomUUID();
  await write(
    tx,
    `insert into recording_pause (id, card_payment_id, staff_id, pause_state, asked_at, resume_state, tried_by_copy)
     values (?, ?, ?, 'asked', ?, 'not-due', ?)`,
    [pauseId, attemptId, payment.staffId, now.toISOString(), deps.copyId],
  );
  return { pauseId, agent: subject };
}

interface Told {
  readonly attemptId: string;
  readonly pauseId: string;
  readonly outcome: TelephonyOutcome;
}

/**
 * Records what the telephone system said. A pause that may stand, of an attempt that has meanwhile ended or whose answer
 * is not known, is due to be resumed at once: recording that stays off is the next fault to avoid.
 */
export async function recordPauseOutcome(
  scope: CommandScope,
  { attemptId, pauseId, outcome }: Told,
): Promise<LockedPayment> {
  const { tx, now } = scope;
  const payment = await lockCardPayment(tx, attemptId);
  const state = { answered: 'paused', refused: 'refused', unknown: 'not-answered' }[outcome.kind];
  const answer = outcome.kind === 'unknown' ? 'no answer' : outcome.answer;
  const moved = await selectRows<{ id: string }>(
    tx,
    `update recording_pause set pause_state = ?, pause_answer = ?, settled_at = ?,
       resume_state = case when ? = 'refused' then 'not-needed' else resume_state end
     where id = ? and pause_state = 'asked' returning id`,
    [state, answer, now.toISOString(), state, pauseId],
  );
  if (moved.length === 0) {
    if (outcome.kind !== 'refused') await resumeAgain(scope, pauseId);
    return payment;
  }
  await recordAudit(scope, {
    kind: outcome.kind === 'answered' ? 'recording.paused' : 'recording.not-paused',
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: { ...paymentFacts(payment), answer },
  });
  if (outcome.kind === 'unknown') await resumeLater(scope, payment.id, 'the pause was not answered');
  else if (!canOpenCardPage(payment.state)) await resumeLater(scope, payment.id, payment.state);
  return payment;
}

/** An answer that came after the pause had been given up: what it did may have come after its resuming. */
async function resumeAgain({ tx, now }: CommandScope, pauseId: string): Promise<void> {
  await write(
    tx,
    `update recording_pause set resume_state = 'due', next_try_at = ?
     where id = ? and resume_state in ('resumed', 'failed')`,
    [now.toISOString(), pauseId],
  );
}
