import type { Clock } from '../../../server/platform/clock.ts';

/** A clock that stands where it was last put, and is only ever put forward. */
export interface MovingClock extends Clock {
  moveTo(moment: Date): void;
}

export function movingClock(start: Date): MovingClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    moveTo: (moment) => {
      if (moment.getTime() < now) throw new Error('Time only goes forwards');
      now = moment.getTime();
    },
  };
}
