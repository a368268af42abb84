import type { Pence } from '../../shared/money.ts';

/** What is kept of the recording of a call around a card page: what was asked, and what the telephone system said. */
export interface RecordingAuditFacts {
  'recording.paused': RecordingFacts & { readonly answer: string };
  'recording.not-paused': RecordingFacts & { readonly answer: string };
  'recording.paused-by-hand': RecordingFacts;
  'recording.overridden': RecordingFacts & { readonly reason: string };
  'recording.resumed': RecordingFacts & { readonly because: string; readonly answer: string };
  'recording.resume-failed': RecordingFacts & { readonly because: string; readonly answer: string };
}

interface RecordingFacts {
  readonly paymentReference: string;
  readonly attemptId: string;
  readonly amount: Pence;
}

/** Kind → its sentence. */
export const RECORDING_SENTENCES: {
  readonly [Kind in keyof RecordingAuditFacts]: (facts: RecordingAuditFacts[Kind]) => string;
} = {
  'recording.paused': (facts) =>
    `Call recording paused for card payment ${facts.paymentReference}; the telephone system says: ${facts.answer}`,
  'recording.not-paused': (facts) =>
    `Call recording could not be paused for card payment ${facts.paymentReference}; the telephone system says: ${facts.answer}`,
  'recording.paused-by-hand': (facts) =>
    `Call recording paused by hand for card payment ${facts.paymentReference}, the agent says`,
  'recording.overridden': (facts) =>
    `Let card payment ${facts.paymentReference} go on although call recording could not be paused: ${facts.reason}`,
  'recording.resumed': (facts) =>
    `Call recording resumed after card payment ${facts.paymentReference} (${facts.because}): ${facts.answer}`,
  'recording.resume-failed': (facts) =>
    `Call recording could not be resumed after card payment ${facts.paymentReference} (${facts.because}): ${facts.answer}`,
};
