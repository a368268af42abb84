import { recordAudit } from '../../audit/index.ts';
import { IDLE_MINUTES } from '../../access/index.ts';
import { SYSTEM } from '../../platform/actor.ts';
import { runSystemChange, type CommandContext, type CommandScope } from '../../platform/run-command.ts';
import { selectRows, write } from '../../platform/rows.ts';
import { copyIsAlive } from '../../platform/server-copy.ts';
import { lockCardPayment } from '../lock-card-payment.ts';
import { paymentFacts } from '../move-card-payment.ts';
import type { PaymentsDeps } from '../payments-deps.ts';
import { recordPauseOutcome } from './pause-recording.ts';
import { resumeLater } from './resume-later.ts';
import type { PauseToAsk, Telephony, TelephonyOutcome } from './telephony.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** No call to the telephone system takes this long; a pause still unanswered then was asked for by nobody who lives. */
const UNANSWERED_MS = MINUTE;
const LEASE_MS = 30 * SECOND;
const MOST_AT_ONCE = 20;

/** Pauses between tries; the last one repeats, for as long as it takes. */
const BACKOFF_MS = [SECOND, 2 * SECOND, 5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE] as const;

interface Standing {
  readonly id: string;
  readonly attemptId: string;
  readonly isUnanswered: boolean;
}

interface Due extends PauseToAsk {
  readonly attemptId: string;
  readonly because: string;
  readonly tries: number;
}

/**
 * Asks the telephone system to record again wherever a pause has outlived its reason, and returns how many it asked for.
 *
 * What a copy of the server was doing when it died is done by the next: a pause whose answer nobody waits for counts as
 * not answered, and one whose agent has no session any more, because the desk was locked or went away, has ended.
 * Resuming is idempotent, so that it is repeated until it is answered.
 */
export async function resumeRecordings(ctx: CommandContext, deps: PaymentsDeps): Promise<number> {
  const system = { ...ctx, actor: SYSTEM };
  const forgotten = await runSystemChange(system, {}, findForgotten);
  for (const pause of forgotten) await runSystemChange(system, pause, endForgotten);
  const { telephony } = deps;
  if (telephony === null) return 0;
  const due = await runSystemChange(system, deps.copyId, leaseDue);
  await Promise.all(due.map((pause) => resumeOne(system, pause, telephony)));
  return due.length;
}

async function findForgotten({ tx, now }: CommandScope): Promise<Standing[]> {
  return selectRows<Standing>(
    tx,
    `select id, card_payment_id as "attemptId", pause_state = 'asked' as "isUnanswered" from recording_pause
     where resume_state = 'not-due' and case when pause_state = 'asked'
       then asked_at < ? or not ${copyIsAlive('tried_by_copy')}
       else not exists (select from staff_session where staff_session.staff_id = recording_pause.staff_id
         and ended_at is null and last_active_at > ? and absolute_expires_at > ?) end
     order by asked_at limit ${MOST_AT_ONCE}`,
    [
      new Date(now.getTime() - UNANSWERED_MS).toISOString(),
      new Date(now.getTime() - IDLE_MINUTES * MINUTE).toISOString(),
      now.toISOString(),
    ],
  );
}

async function endForgotten(scope: CommandScope, { id, attemptId, isUnanswered }: Standing): Promise<void> {
  if (isUnanswered) await recordPauseOutcome(scope, { attemptId, pauseId: id, outcome: { kind: 'unknown' } });
  else await resumeLater(scope, attemptId, 'nobody is at the desk');
}

async function leaseDue({ tx, now }: CommandScope, copyId: number): Promise<Due[]> {
  return selectRows<Due>(
    tx,
    `update recording_pause set next_try_at = ?, tried_by_copy = ? from staff
     where recording_pause.id in (select id from recording_pause
         where resume_state = 'due' and pause_state in ('paused', 'not-answered')
           and (next_try_at <= ? or not ${copyIsAlive('tried_by_copy')})
         order by next_try_at limit ${MOST_AT_ONCE} for update skip locked)
       and staff.id = recording_pause.staff_id
     returning recording_pause.id as "pauseId", staff.subject as agent, card_payment_id as "attemptId",
       resume_because as because, tries`,
    [new Date(now.getTime() + LEASE_MS).toISOString(), copyId, now.toISOString()],
  );
}

async function resumeOne(ctx: CommandContext, pause: Due, telephony: Telephony): Promise<void> {
  const outcome = await telephony.resumeRecording(pause);
  await runSystemChange(ctx, { pause, outcome }, recordResumeOutcome);
}

interface Told {
  readonly pause: Due;
  readonly outcome: TelephonyOutcome;
}

/** An answer ends it; a refusal ends it too, and a person has to look; no answer is tried again. */
async function recordResumeOutcome(scope: CommandScope, { pause, outcome }: Told): Promise<void> {
  const { tx, now } = scope;
  const payment = await lockCardPayment(tx, pause.attemptId);
  if (outcome.kind === 'unknown') {
    const waitMs = BACKOFF_MS[Math.min(pause.tries, BACKOFF_MS.length - 1)] ?? MINUTE;
    const nextTryAt = new Date(now.getTime() + waitMs).toISOString();
    await write(
      tx,
      `update recording_pause set tries = tries + 1, next_try_at = ? where id = ? and resume_state = 'due'`,
      [nextTryAt, pause.pauseId],
    );
    return;
  }
  const moved = await selectRows<{ id: string }>(
    tx,
    `update recording_pause set resume_state = ?, resume_answer = ?, next_try_at = null, tries = tries + 1
     where id = ? and resume_state = 'due' returning id`,
    [outcome.kind === 'answered' ? 'resumed' : 'failed', outcome.answer, pause.pauseId],
  );
  if (moved.length === 0) return;
  await recordAudit(scope, {
    kind: outcome.kind === 'answered' ? 'recording.resumed' : 'recording.resume-failed',
    subject: `card-payment:${payment.id}`,
    organisationId: payment.organisationId,
    facts: { ...paymentFacts(payment), because: pause.because, answer: outcome.answer },
  });
}
