import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { endSession } from '../../../../server/access/index.ts';
import { getCardPayment } from '../../../../server/payments/get-card-payment.ts';
import { openCardPage } from '../../../../server/payments/open-card-page.ts';
import type { PaymentsDeps } from '../../../../server/payments/index.ts';
import {
  confirmRecordingPaused,
  confirmRecordingResumed,
  noteCardPageClosed,
  type OfAttempt,
} from '../../../../server/payments/recording/by-hand.ts';
import { overrideRecording } from '../../../../server/payments/recording/override-recording.ts';
import { pauseRecording } from '../../../../server/payments/recording/pause-recording.ts';
import type { StaffActor } from '../../../../server/platform/actor.ts';
import { runCommand } from '../../../../server/platform/run-command.ts';
import type { RecordingView } from '../../../../shared/contracts/payments.ts';
import { VISA } from '../../../support/telephone.ts';
import { useCardCall } from '../card-call.ts';

const DECLINED = '4000000000000002';
const LIMIT_MINUTES = 91;
const REASON = 'The telephone system is away and the caller is leaving the country';
const call = useCardCall();

interface Pause {
  readonly pause_state: string;
  readonly resume_state: string;
  readonly resume_because: string | null;
}

const pauses = (attemptId: string) =>
  call.books.rows<Pause>(
    'select pause_state, resume_state, resume_because from recording_pause where card_payment_id = ? order by asked_at, pause_state desc',
    [attemptId],
  );
const kinds = async (attemptId: string): Promise<string[]> => {
  const rows = await call.books.rows<{ kind: string }>(
    "select kind from audit_event where subject = ? and kind like 'recording.%' order by id",
    [`card-payment:${attemptId}`],
  );
  return rows.map(({ kind }) => kind);
};
const subjectOf = async (person: StaffActor): Promise<string> => {
  const [row] = await call.books.rows<{ subject: string }>('select subject from staff where id = ?', [person.staffId]);
  return row?.subject ?? '';
};
const view = async (attemptId: string, actor: StaffActor, pausesByHand = false): Promise<RecordingView> =>
  (await getCardPayment(call.books.orm.em.fork(), attemptId, { actor, now: call.books.clock.now(), pausesByHand }))
    .recording;
const run = <Input extends { commandId: string }>(
  actor: StaffActor,
  input: Omit<Input, 'commandId'>,
  command: Parameters<typeof runCommand<Input, object>>[3],
) => runCommand(call.books.as(actor), 'test.recording', { commandId: randomUUID(), ...input } as Input, command);
const open = (attemptId: string, deps: PaymentsDeps = call.telephone.deps) =>
  openCardPage(call.books.as(call.agent), { attemptId, deskUrl: null }, deps);
const override = (actor: StaffActor, attemptId: string) =>
  run<Parameters<typeof overrideRecording>[1]>(actor, { attemptId, reason: REASON }, (scope, input) =>
    overrideRecording(scope, input, call.telephone.deps),
  );

beforeEach(async () => {
  call.telephone.recording.faults = { pause: 'none', resume: 'none' };
  call.agent = await call.books.staff('agent');
  await call.billed(9200);
});

describe('every ending resumes the recording', () => {
  const endings: readonly (readonly [name: string, because: string, end: (attemptId: string) => Promise<void>])[] = [
    ['paid', 'paid', (attemptId) => call.telephone.payByCard(call.agent, attemptId)],
    [
      'declined',
      'declined',
      async (attemptId) => {
        const page = await call.telephone.cardPage(call.agent, attemptId);
        await page.enterCard({ number: DECLINED });
        await call.telephone.pass({ seconds: 5 });
      },
    ],
    ['cancelled', 'cancelled', (attemptId) => call.telephone.cancel(call.agent, attemptId)],
    [
      'closed',
      'the card page was closed',
      async (attemptId) => void (await run(call.agent, { attemptId }, noteCardPageClosed)),
    ],
    [
      'locked',
      'nobody is at the desk',
      async () => {
        await endSession(call.books.as(call.agent));
        await call.telephone.look();
      },
    ],
    ['left', 'nobody is at the desk', () => call.telephone.pass({ minutes: 16 })],
  ];

  test.each(endings)('%s', async (_name, because, end) => {
    const attemptId = await call.startWhole();
    await open(attemptId);
    const agent = await subjectOf(call.agent);
    expect(call.telephone.recording.isPaused(agent)).toBe(true);
    expect(await view(attemptId, call.agent)).toMatchObject({ state: 'paused' });
    await end(attemptId);
    await call.telephone.look();
    expect(call.telephone.recording.isPaused(agent)).toBe(false);
    expect(await pauses(attemptId)).toEqual([
      { pause_state: 'paused', resume_state: 'resumed', resume_because: because },
    ]);
    expect(await kinds(attemptId)).toEqual(['recording.paused', 'recording.resumed']);
  });

  test('expired while the agent is still at the desk', async () => {
    const attemptId = await call.startWhole();
    await open(attemptId);
    await call.books.rows('update staff_session set last_active_at = ? where staff_id = ?', [
      new Date(call.books.clock.now().getTime() + LIMIT_MINUTES * 60_000).toISOString(),
      call.agent.staffId,
    ]);
    await call.telephone.pass({ minutes: LIMIT_MINUTES });
    await call.telephone.look();
    expect(await pauses(attemptId)).toMatchObject([{ resume_state: 'resumed', resume_because: 'expired' }]);
  });

  test('and again and again until the telephone system answers', async () => {
    const attemptId = await call.startWhole();
    await open(attemptId);
    call.telephone.recording.faults.resume = 'fails';
    await call.telephone.cancel(call.agent, attemptId);
    await call.telephone.look();
    expect(await pauses(attemptId)).toMatchObject([{ resume_state: 'due' }]);
    expect(await view(attemptId, call.agent)).toMatchObject({ state: 'resuming' });
    call.telephone.recording.faults.resume = 'loses';
    await call.telephone.pass({ seconds: 2 });
    call.telephone.recording.faults.resume = 'none';
    await call.telephone.pass({ seconds: 5 });
    expect(await pauses(attemptId)).toMatchObject([{ resume_state: 'resumed' }]);
  });

  test('and a page that is opened again pauses it again', async () => {
    const attemptId = await call.startWhole();
    await open(attemptId);
    await run(call.agent, { attemptId }, noteCardPageClosed);
    await open(attemptId);
    await call.telephone.look();
    expect(call.telephone.recording.isPaused(await subjectOf(call.agent))).toBe(true);
    await call.telephone.payByCard(call.agent, attemptId);
    await call.telephone.look();
    expect(call.telephone.recording.isPaused(await subjectOf(call.agent))).toBe(false);
  });
});

describe('where the recording cannot be paused', () => {
  test.each(['refuses', 'fails', 'loses', 'stays-on'] as const)(
    'because the telephone system %s, the card page does not open',
    async (fault) => {
      const attemptId = await call.startWhole();
      call.telephone.recording.faults.pause = fault;
      await expect(open(attemptId)).rejects.toMatchObject({ code: 'RECORDING_NOT_PAUSED' });
      const [payment] = await call.books.rows('select card_page_opened_at from card_payment where id = ?', [attemptId]);
      expect(payment).toEqual({ card_page_opened_at: null });
      await call.telephone.look();
      expect(call.telephone.recording.isPaused(await subjectOf(call.agent))).toBe(false);
      call.telephone.recording.faults.pause = 'none';
      await call.telephone.payByCard(call.agent, attemptId);
    },
  );

  test('a team leader answers for going on, from their own desk, with a reason', async () => {
    const leader = await call.books.staff('team-leader');
    const attemptId = await call.startWhole();
    await expect(override(leader, attemptId)).rejects.toMatchObject({ code: 'RECORDING_OVERRIDE_NOT_NEEDED' });
    call.telephone.recording.faults.pause = 'refuses';
    await expect(open(attemptId)).rejects.toMatchObject({ code: 'RECORDING_NOT_PAUSED' });
    expect(await view(attemptId, leader)).toMatchObject({ state: 'not-paused', canOverride: true });
    expect(await view(attemptId, call.agent)).toMatchObject({ canOverride: false });
    await override(leader, attemptId);
    await call.telephone.payByCard(call.agent, attemptId);
    expect(await pauses(attemptId)).toMatchObject([
      { pause_state: 'refused', resume_state: 'not-needed' },
      { pause_state: 'overridden', resume_state: 'not-needed' },
    ]);
    const [event] = await call.books.rows<{ staff_id: number; data: { reason: string } }>(
      "select staff_id, data from audit_event where subject = ? and kind = 'recording.overridden'",
      [`card-payment:${attemptId}`],
    );
    expect(event).toMatchObject({ staff_id: leader.staffId, data: { reason: REASON } });
  });

  test('nobody answers for a payment of their own, by the command or by SQL', async () => {
    call.agent = await call.books.staff('team-leader');
    const attemptId = await call.startWhole();
    call.telephone.recording.faults.pause = 'refuses';
    await expect(open(attemptId)).rejects.toMatchObject({ code: 'RECORDING_NOT_PAUSED' });
    await expect(override(call.agent, attemptId)).rejects.toMatchObject({ code: 'RECORDING_OVERRIDE_OWN' });
    const insert = `insert into recording_pause (id, card_payment_id, staff_id, pause_state, overridden_by,
      override_reason, asked_at, settled_at, resume_state, tried_by_copy)
      select ?, id, staff_id, 'overridden', staff_id, ?, now(), now(), 'not-due', sent_by_copy from card_payment where id = ?`;
    await expect(call.books.rows(insert, [randomUUID(), REASON, attemptId])).rejects.toThrow(/check constraint/);
  });

  test('the database refuses a card page without a standing pause', async () => {
    const attemptId = await call.startWhole();
    const opens = (id: string) =>
      call.books.rows('update card_payment set card_page_opened_at = now() where id = ?', [id]);
    await expect(opens(attemptId)).rejects.toThrow(/recording is not paused/);
    await pauseRecording(call.books.as(call.agent), attemptId, call.telephone.deps);
    await run(call.agent, { attemptId }, noteCardPageClosed);
    await expect(opens(attemptId)).rejects.toThrow(/recording is not paused/);
  });

  test('an answer that nobody waits for any more counts as none, and the recording is resumed', async () => {
    const attemptId = await call.startWhole();
    const never = { ...call.telephone.deps, telephony: { pauseRecording: () => new Promise<never>(() => undefined) } };
    void pauseRecording(call.books.as(call.agent), attemptId, never as unknown as PaymentsDeps).catch(() => undefined);
    await expect.poll(() => pauses(attemptId)).toMatchObject([{ pause_state: 'asked' }]);
    await call.telephone.pass({ minutes: 2 });
    expect(await pauses(attemptId)).toMatchObject([{ pause_state: 'not-answered', resume_state: 'resumed' }]);
  });
});

describe('where the agent pauses by hand', () => {
  test('the card page opens once they have said so, and what they say afterwards is kept', async () => {
    const byHand = { ...call.telephone.deps, telephony: null };
    const attemptId = await call.startWhole();
    await expect(open(attemptId, byHand)).rejects.toMatchObject({ code: 'RECORDING_TO_PAUSE_BY_HAND' });
    expect(await view(attemptId, call.agent, true)).toMatchObject({
      state: 'to-pause-by-hand',
      canConfirmPaused: true,
    });
    await run<OfAttempt>(call.agent, { attemptId }, (scope, input) => confirmRecordingPaused(scope, input, byHand));
    await open(attemptId, byHand);
    await call.telephone.cancel(call.agent, attemptId);
    expect(await view(attemptId, call.agent, true)).toMatchObject({
      state: 'to-resume-by-hand',
      canConfirmResumed: true,
    });
    await call.telephone.look();
    await run(call.agent, { attemptId }, confirmRecordingResumed);
    expect(await kinds(attemptId)).toEqual(['recording.paused-by-hand', 'recording.resumed']);
    await expect(
      run<OfAttempt>(call.agent, { attemptId }, (scope, input) =>
        confirmRecordingPaused(scope, input, call.telephone.deps),
      ),
    ).rejects.toMatchObject({ code: 'RECORDING_IS_AUTOMATIC' });
  });
});

test('a payment never shows a card to the recording: paid 20 times, 20 pauses, 20 resumes', async () => {
  const before = call.telephone.recording.calls.length;
  for (let turn = 0; turn < 20; turn += 1) {
    await call.billed(9200);
    const attemptId = await call.startWhole();
    const page = await call.telephone.cardPage(call.agent, attemptId);
    expect(call.telephone.recording.isPaused(await subjectOf(call.agent))).toBe(true);
    await page.enterCard({ number: VISA });
    const end = await page.confirm();
    await call.telephone.comeBack(end.returnedTo);
    await call.telephone.look();
  }
  const acts = call.telephone.recording.calls.slice(before).map(({ act }) => act);
  expect(acts.filter((act) => act === 'pause')).toHaveLength(20);
  expect(acts.filter((act) => act === 'resume')).toHaveLength(20);
  const [without] = await call.books.rows<{ count: number }>(
    `select count(*)::integer as count from card_payment where receipt_id is not null and not exists
       (select from recording_pause where card_payment_id = card_payment.id and pause_state in ('paused', 'by-hand', 'overridden'))`,
  );
  expect(without?.count).toBe(0);
  console.log('figure payments-without-a-pause-record 0');
});
