/** Where time comes from. Commands take theirs from `scope.now`; only the composition root picks a clock. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };
