/** PCI DSS 8.2.8: a session idle for 15 minutes ends. */
export const IDLE_MINUTES = 15;

/** No session outlives a working day, however busy. */
export const ABSOLUTE_HOURS = 12;

export const IDLE_MS = IDLE_MINUTES * 60_000;
export const ABSOLUTE_MS = ABSOLUTE_HOURS * 3_600_000;
