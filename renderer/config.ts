/** Where this page's own origin answers. Everything is same-origin: the gateway forwards what is not the page itself. */
export const API_PATH = '/trpc';
export const DESK_STATUS_PATH = '/desk/status';
export const SIGN_IN_PATH = '/sign-in';
export const SIGN_OUT_PATH = '/sign-out';

/** The server bounds a batch; so does the page. */
export const BATCH_MAX_CALLS = 10;

/** Rows asked for at once. */
export const PAGE_SIZE = 100;

export const SEARCH_PAUSE_MS = 80;
export const NEW_ROWS_POLL_MS = 15_000;
export const OFFLINE_PROBE_MS = 3_000;
export const COUNT_POLL_MS = 20_000;
/** Whether somebody else has begun to take a payment for what is on screen. */
export const BEING_PAID_POLL_MS = 4_000;
/** How far a file of registrations has been read. */
export const DELIVERY_POLL_MS = 1_000;
/** Figures that are told of by the server are read again this often all the same, and more often while nothing is told. */
export const LIVE_UP_POLL_MS = 60_000;
export const LIVE_DOWN_POLL_MS = 10_000;
/** How long after the line to the server has ended it is opened again. */
export const LIVE_RETRY_MS = 10_000;
/** Open invoices of one organisation that are shown at once. */
export const MOST_OPEN_INVOICES = 200;

/** A person is warned at least this long before the session ends (WCAG 2.2.1 asks for time to act). */
export const SESSION_WARNING_MS = 2.5 * 60_000;
/** Typing without calling the server still counts: the session is touched at most this often. */
export const SESSION_TOUCH_MS = 60_000;
