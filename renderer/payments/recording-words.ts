import type { RecordingState } from '../../shared/contracts/payments.ts';
import type { Tone } from '../ui/tone.ts';

export interface RecordingWords {
  readonly words: string;
  readonly next: string | null;
  readonly tone: Tone;
}

/** How the recording of the call stands, in a word, and what follows from it; null where there is nothing to say. */
export const RECORDING_WORDS: Readonly<Record<RecordingState, RecordingWords | null>> = {
  'not-asked': null,
  'to-pause-by-hand': {
    words: 'Pause the recording by hand',
    next: 'Pause it in the telephone system, then press Recording is paused. The card page opens after that.',
    tone: 'waiting',
  },
  asked: { words: 'Pausing the recording', next: null, tone: 'waiting' },
  paused: { words: 'Recording is paused', next: null, tone: 'settled' },
  'paused-by-hand': { words: 'Recording is paused by hand', next: null, tone: 'settled' },
  'not-paused': {
    words: 'The recording could not be paused',
    next: 'The card page did not open and no card was entered. Open it again; if it fails again, ask a team leader.',
    tone: 'needs-you',
  },
  overridden: {
    words: 'Recording is not paused, as a team leader decided',
    next: 'The card page may be opened.',
    tone: 'waiting',
  },
  resuming: { words: 'Starting the recording again', next: null, tone: 'waiting' },
  'to-resume-by-hand': {
    words: 'Start the recording again by hand',
    next: 'Start it in the telephone system, then press Recording is on.',
    tone: 'waiting',
  },
  resumed: { words: 'Recording is on again', next: null, tone: 'settled' },
  'resume-failed': {
    words: 'The recording could not be started again',
    next: 'Start it in the telephone system, and tell your team leader.',
    tone: 'needs-you',
  },
};
