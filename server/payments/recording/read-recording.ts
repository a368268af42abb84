import type { EntityManager } from '@mikro-orm/postgresql';
import type { CardPaymentState, RecordingState, RecordingView } from '../../../shared/contracts/payments.ts';
import { isPermitted } from '../../../shared/permissions.ts';
import type { StaffActor } from '../../platform/actor.ts';
import { selectRows } from '../../platform/rows.ts';
import { canOpenCardPage } from '../card-payment-state.ts';
import type { PauseState } from './standing-pause.ts';

interface Row {
  readonly pause_state: PauseState;
  readonly resume_state: 'not-due' | 'due' | 'resumed' | 'failed' | 'not-needed';
  readonly overridden_by: string | null;
  readonly override_reason: string | null;
}

interface Attempt {
  readonly attemptId: string;
  readonly state: CardPaymentState;
  readonly staffId: number;
}

interface Reader {
  readonly actor: StaffActor;
  readonly pausesByHand: boolean;
}

/** How the recording of the call stands for an attempt, by its latest pause, and what its reader may do about it. */
export async function recordingOf(em: EntityManager, attempt: Attempt, reader: Reader): Promise<RecordingView> {
  const [latest] = await selectRows<Row>(
    em,
    `select pause_state, resume_state, staff.name as overridden_by, override_reason from recording_pause
     left join staff on staff.id = recording_pause.overridden_by
     where card_payment_id = ? order by asked_at desc, resume_state = 'not-due' desc limit 1`,
    [attempt.attemptId],
  );
  const isOpen = canOpenCardPage(attempt.state);
  const isMine = attempt.staffId === reader.actor.staffId;
  const state = stateOf(latest, isOpen && reader.pausesByHand);
  const { overridden_by: by = null, override_reason: reason = null } = latest ?? {};
  return {
    state,
    override: by === null || reason === null ? null : { by, reason },
    canConfirmPaused: isMine && state === 'to-pause-by-hand',
    canConfirmResumed: isMine && latest?.pause_state === 'by-hand' && latest.resume_state === 'due',
    canOverride: isOpen && !isMine && state === 'not-paused' && isPermitted(reader.actor.roles, 'recording.override'),
  };
}

const PAUSE_WORDS = {
  asked: 'asked',
  refused: 'not-paused',
  'not-answered': 'not-paused',
  overridden: 'overridden',
} as const satisfies Partial<Record<PauseState, RecordingState>>;

const RESUME_WORDS = {
  paused: {
    'not-due': 'paused',
    due: 'resuming',
    failed: 'resume-failed',
    resumed: 'resumed',
    'not-needed': 'resumed',
  },
  'by-hand': {
    'not-due': 'paused-by-hand',
    due: 'to-resume-by-hand',
    failed: 'resume-failed',
    resumed: 'resumed',
    'not-needed': 'resumed',
  },
} as const satisfies Partial<Record<PauseState, Record<Row['resume_state'], RecordingState>>>;

function stateOf(latest: Row | undefined, pausesByHand: boolean): RecordingState {
  const isOver = latest !== undefined && latest.resume_state !== 'not-due';
  if (pausesByHand && (latest === undefined || isOver)) return 'to-pause-by-hand';
  if (latest === undefined) return 'not-asked';
  const { pause_state: pause, resume_state: resume } = latest;
  return pause === 'paused' || pause === 'by-hand' ? RESUME_WORDS[pause][resume] : PAUSE_WORDS[pause];
}
