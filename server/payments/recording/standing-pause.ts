import { selectRows } from '../../platform/rows.ts';
import type { Tx } from '../../platform/transaction.ts';

export const PAUSE_STATES = ['asked', 'paused', 'refused', 'not-answered', 'by-hand', 'overridden'] as const;
export type PauseState = (typeof PAUSE_STATES)[number];

/** A pause that was asked for and that nothing has ended. */
export interface StandingPause {
  readonly id: string;
  readonly state: 'asked' | 'paused' | 'by-hand' | 'overridden';
}

/** The pause that stands for an attempt, whose row the caller has locked; undefined when there is none. */
export async function standingPause(tx: Tx, attemptId: string): Promise<StandingPause | undefined> {
  const [row] = await selectRows<StandingPause>(
    tx,
    `select id, pause_state as state from recording_pause where card_payment_id = ? and resume_state = 'not-due'`,
    [attemptId],
  );
  return row;
}
