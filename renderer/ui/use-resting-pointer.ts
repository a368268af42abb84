import { useEffect, useRef } from 'react';

/** How long a pointer rests on a figure before it explains itself, so that crossing it does nothing. */
const REST_MS = 450;
/** How long it may be away, so that it can cross from the figure to its explanation. */
const AWAY_MS = 250;

export interface RestingPointer {
  readonly enter: () => void;
  readonly leave: () => void;
}

/** Tells when a pointer has come to rest, and when it has gone for good. */
export function useRestingPointer(onRest: () => void, onGone: () => void): RestingPointer {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const after = (ms: number, then: () => void) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(then, ms);
  };
  return { enter: () => after(REST_MS, onRest), leave: () => after(AWAY_MS, onGone) };
}
