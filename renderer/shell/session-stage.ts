/** Where a session stands. `idle-soon` can be put off by any key; `ending-soon` cannot. */
export type SessionStage = 'fine' | 'idle-soon' | 'ending-soon' | 'over';

export interface SessionClock {
  readonly nowMs: number;
  /** When the server last heard from this person, polling aside. */
  readonly lastHeardAtMs: number;
  readonly idleMinutes: number;
  readonly absoluteEndMs: number;
  /** How long before the end a person is warned. */
  readonly warningMs: number;
}

/** The stage, and when the session ends if nothing is done. */
export function sessionStage(clock: SessionClock): { readonly stage: SessionStage; readonly endsAtMs: number } {
  const idleEndMs = clock.lastHeardAtMs + clock.idleMinutes * 60_000;
  const endsAtMs = Math.min(idleEndMs, clock.absoluteEndMs);
  if (clock.nowMs >= endsAtMs) return { stage: 'over', endsAtMs };
  if (clock.absoluteEndMs - clock.nowMs <= clock.warningMs) return { stage: 'ending-soon', endsAtMs };
  if (idleEndMs - clock.nowMs <= clock.warningMs) return { stage: 'idle-soon', endsAtMs };
  return { stage: 'fine', endsAtMs };
}
