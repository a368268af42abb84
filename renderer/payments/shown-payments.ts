import { useEffect, useSyncExternalStore } from 'react';

/** Attempts whose status is on screen, so that nothing else on the page points at them. */
let shown: readonly string[] = [];
const listeners = new Set<() => void>();

function setShown(next: readonly string[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function shownNow(): readonly string[] {
  return shown;
}

/** Says that this attempt's status is on screen while the component is. */
export function useShowsPayment(attemptId: string): void {
  useEffect(() => {
    setShown([...shown, attemptId]);
    return () => {
      const at = shown.indexOf(attemptId);
      setShown(shown.filter((_, index) => index !== at));
    };
  }, [attemptId]);
}

export function useShownPayments(): readonly string[] {
  return useSyncExternalStore(subscribe, shownNow);
}
