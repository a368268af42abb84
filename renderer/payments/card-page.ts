import { useSyncExternalStore } from 'react';
import { desktop } from '../api/desktop.ts';

/** What this desk knows of an attempt's card page. In a browser nobody tells when it is closed. */
export type CardPageStage = 'not-opened' | 'opening' | 'opened' | 'closed' | 'failed';

/** A second press this soon is the same press: it must not open a second page. */
const ONE_PRESS_MS = 1_000;

let stages: ReadonlyMap<string, CardPageStage> = new Map();
const listeners = new Set<() => void>();

function setStage(attemptId: string, stage: CardPageStage): void {
  stages = new Map(stages).set(attemptId, stage);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stageOf(attemptId: string): CardPageStage {
  return stages.get(attemptId) ?? 'not-opened';
}

/** Opens GOV.UK Pay's card page of an attempt, in its own window. Does nothing while it is being opened. */
export async function openCardPage(attemptId: string): Promise<void> {
  if (stageOf(attemptId) === 'opening') return;
  setStage(attemptId, 'opening');
  try {
    await desktop.openCardPage({ attemptId });
    setTimeout(() => {
      if (stageOf(attemptId) === 'opening') setStage(attemptId, 'opened');
    }, ONE_PRESS_MS);
  } catch {
    setStage(attemptId, 'failed');
  }
}

/** Told by the shell: the card page's window is gone. */
export function noteCardPageEnded(attemptId: string, how: 'returned' | 'closed' | 'timed-out'): void {
  setStage(attemptId, how === 'returned' ? 'opened' : 'closed');
}

export function useCardPageStage(attemptId: string): CardPageStage {
  return useSyncExternalStore(subscribe, () => stageOf(attemptId));
}
