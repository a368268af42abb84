import type { Clock } from '../../server/platform/clock.ts';

/** A clock that stands still until it is moved. */
export interface FixedClock extends Clock {
  set(to: string): void;
  advance(by: { readonly minutes?: number; readonly seconds?: number; readonly ms?: number }): void;
}

export function fixedClock(start = '2026-11-24T10:00:00.000Z'): FixedClock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    set: (to) => {
      at = new Date(to).getTime();
    },
    advance: ({ minutes = 0, seconds = 0, ms = 0 }) => {
      at += minutes * 60_000 + seconds * 1_000 + ms;
    },
  };
}
