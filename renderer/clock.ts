/**
 * The page's only reading of the clock.
 *
 * Deadlines come from the server, and a desk's clock may be wrong, so what is compared with them is the server's time:
 * the desk's own plus the difference last seen.
 */
let serverAheadMs = 0;

/** Milliseconds since 1970 by this machine's clock; only for telling how long ago something was here. */
export function deskNow(): number {
  return Date.now();
}

/** A moment of this machine's clock as the server's clock would have shown it. */
export function toServerTime(deskMs: number): number {
  return deskMs + serverAheadMs;
}

/** Milliseconds since 1970 by the server's clock, as near as is known. */
export function serverNow(): number {
  return toServerTime(Date.now());
}

/** Takes the server's own time (an ISO instant) from an answer that has just arrived. */
export function noteServerNow(instant: string): void {
  const at = Date.parse(instant);
  if (Number.isFinite(at)) serverAheadMs = at - Date.now();
}
