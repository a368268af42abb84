import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import { type ApiKey, apiKeySchema } from './accounts.ts';
import { apiRoutes } from './api/api-routes.ts';
import type { ApiRequest, GovukPayContext, RateLimits } from './govuk-pay-context.ts';
import { type Route, serve } from './http-exchange.ts';
import { openJournal } from './journal.ts';
import { createPageAccess } from './page-access.ts';
import { pageNotFound } from './pages/outcome-pages.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { createPayClock, type PayClock } from './pay-clock.ts';
import type { Payment } from './payment.ts';
import { createPaymentStore } from './payment-store.ts';
import { failCapture, practiceRoutes } from './practice/practice-routes.ts';

export type GovukPayOptions = {
  apiKeys: readonly ApiKey[];
  /** 0, the default, takes any free port. */
  port?: number;
  /** Where the state is kept between starts; without it everything is forgotten at the end. */
  stateFile?: string;
  /** The host name in the addresses of the payment pages; it must lead to this server. By default that of the API. */
  pagesHost?: string;
  /** How far search lags behind, how long a capture takes, how long the provider takes to authorise; milliseconds. */
  searchLagMs?: number;
  captureDelayMs?: number;
  authorisationDelayMs?: number;
  rateLimits?: RateLimits;
  clock?: PayClock;
};

export type GovukPay = {
  /** The API's base URL. */
  url: string;
  clock: PayClock;
  /** Every payment as it is now, oldest first. */
  payments(): Payment[];
  /** The API requests answered so far, oldest first. */
  requests(): readonly ApiRequest[];
  /** Turns a `success` that is not yet captured into `error`, P0050; throws where there is no such capture. */
  failCapture(paymentId: string): void;
  /** Stops at once: waiting requests are dropped, the state file is complete. */
  close(): Promise<void>;
};

const HOST = '127.0.0.1';
const PAYS_RATE_LIMITS: RateLimits = { postsPerSecond: 15, getsPerSecond: 75 };

/** Starts the stand-in on this machine alone (127.0.0.1). Fails where the port is taken or the state file unreadable. */
export async function startGovukPay(options: GovukPayOptions): Promise<GovukPay> {
  const keys = z.array(apiKeySchema).parse(options.apiKeys);
  const clock = options.clock ?? createPayClock();
  const journal = openJournal(options.stateFile);
  // The latest, not the last: an expiry is noted with the moment it fell due.
  clock.notBefore(journal.earlier.reduce((latest, { at }) => Math.max(latest, at), 0));
  const stopping = new AbortController();
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const context: GovukPayContext = {
    ...settingsOf(options),
    clock,
    payments: createPaymentStore(journal, clock),
    access: createPageAccess(journal, clock),
    accounts: new Map(keys.map((key) => [key.key, key])),
    apiUrl: `http://${HOST}:${port}`,
    pagesUrl: `http://${options.pagesHost ?? HOST}:${port}`,
    stopping: stopping.signal,
    requestLog: [],
  };
  const noteClock = (): void => journal.append({ kind: 'clock', at: clock.now() });
  serveAll(server, context, noteClock);
  return {
    ...handlesOf(context),
    close: async () => {
      if (server.listening) noteClock();
      await close(server, stopping);
    },
  };
}

function settingsOf(options: GovukPayOptions) {
  return {
    searchLagMs: options.searchLagMs ?? 2_000,
    captureDelayMs: options.captureDelayMs ?? 3_000,
    authorisationDelayMs: options.authorisationDelayMs ?? 0,
    rateLimits: options.rateLimits ?? PAYS_RATE_LIMITS,
  };
}

function handlesOf(context: GovukPayContext): Omit<GovukPay, 'close'> {
  return {
    url: context.apiUrl,
    clock: context.clock,
    payments: context.payments.all,
    requests: () => context.requestLog,
    failCapture: (paymentId) => {
      const answer = failCapture(context, paymentId);
      if (answer === 'hang up' || answer.status !== 200) throw new Error('There is no capture that could fail.');
    },
  };
}

function serveAll(server: Server, context: GovukPayContext, noteClock: () => void): void {
  const api = apiRoutes(context);
  const routes = [...api.routes, ...pageRoutes(context), ...practiceRoutes(context, noteClock)];
  const otherwise: Route['answer'] = (request) =>
    request.path.startsWith('/v1/') ? api.otherwise(request) : pageNotFound();
  server.on('request', serve(routes, otherwise));
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, HOST);
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return address.port;
}

async function close(server: Server, stopping: AbortController): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  stopping.abort();
  await closed;
}
