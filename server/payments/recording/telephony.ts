/**
 * What became of a call to the telephone system: *answered* by what it says it did; *refused*, so nothing changed; or
 * *unknown*, when it may have done it: no answer, a fault of its own, an answer that cannot be read.
 */
export type TelephonyOutcome =
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'refused'; readonly answer: string }
  | { readonly kind: 'unknown' };

/** One pause, under an id of ours: asking twice for the same one is asking once. */
export interface PauseToAsk {
  readonly pauseId: string;
  /** The agent as the telephone system knows them: the same subject as at the identity provider. */
  readonly agent: string;
}

/**
 * The telephone system as far as recording goes. An agent's calls are recorded while no pause of theirs stands, so that
 * one payment that ends never starts the recording of another. Both calls are idempotent and may be repeated at will.
 */
export interface Telephony {
  pauseRecording(pause: PauseToAsk): Promise<TelephonyOutcome>;
  /** A pause that the telephone system does not know, or not any more, stands no longer: that is an answer. */
  resumeRecording(pause: PauseToAsk): Promise<TelephonyOutcome>;
}
