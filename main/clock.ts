/** Tells the time. Main reads it here only, so that tests can fix it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
