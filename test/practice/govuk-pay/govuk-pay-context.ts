import type { Account } from './accounts.ts';
import type { PageAccess } from './page-access.ts';
import type { PayClock } from './pay-clock.ts';
import type { PaymentStore } from './payment-store.ts';

/** What every route needs. */
export type GovukPayContext = {
  clock: PayClock;
  payments: PaymentStore;
  access: PageAccess;
  /** By API key. */
  accounts: ReadonlyMap<string, Account>;
  /** Where the API and the payment pages are reached: scheme and host, no trailing slash. */
  apiUrl: string;
  pagesUrl: string;
  searchLagMs: number;
  captureDelayMs: number;
  authorisationDelayMs: number;
  /** Requests a second, for each account: creates, captures and other POSTs each, and GETs. */
  rateLimits: RateLimits;
  /** Aborts when the stand-in stops, so that no request is left waiting. */
  stopping: AbortSignal;
  /** The API requests answered since the start, oldest first; of very many only the last. */
  requestLog: ApiRequest[];
};

export type RateLimits = { postsPerSecond: number; getsPerSecond: number };

/** One API request as it was answered; status 0 where the connection was dropped instead. */
export type ApiRequest = { at: string; method: string; path: string; status: number };
