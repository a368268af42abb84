import { deskNow, toServerTime } from '../clock.ts';

/**
 * When the server last heard from this person, as the page knows it: any call but polling. The server ends a session
 * by the same rule, so this is what the warning before its end is measured from.
 */
let lastHeardAtDeskMs = 0;
const listeners = new Set<() => void>();

export function noteServerActivity(): void {
  lastHeardAtDeskMs = deskNow();
  for (const listener of listeners) listener();
}

/** Milliseconds since 1970 by the server's clock. */
export function lastServerActivity(): number {
  return toServerTime(lastHeardAtDeskMs);
}

export function subscribeToServerActivity(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
