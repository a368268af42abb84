import type { Clock } from './clock.ts';

/** Whether anybody is at work with this copy of the server, so that long work can leave them their share of the machine. */
export interface PeopleAtWork {
  /** Somebody asked for something by hand; what a desk asks by itself does not count. */
  seen(): void;
  /** Somebody was seen within the last two seconds. */
  areThere(): boolean;
}

/** For work that has the machine to itself. */
export const NOBODY_AT_WORK: PeopleAtWork = { seen: () => undefined, areThere: () => false };

/** With more than a few at work somebody always was; one alone hardly meets the work between two steps. */
const STILL_THERE_MS = 2_000;

export function createPeopleAtWork(clock: Clock): PeopleAtWork {
  let lastSeen = Number.NEGATIVE_INFINITY;
  return {
    seen: () => {
      lastSeen = clock.now().getTime();
    },
    areThere: () => clock.now().getTime() - lastSeen < STILL_THERE_MS,
  };
}
