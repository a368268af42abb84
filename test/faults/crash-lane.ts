import { openSession } from '../../server/access/index.ts';
import { createGovukPayClient, createHttpTelephony, type PaymentsDeps } from '../../server/payments/index.ts';
import type { StaffActor } from '../../server/platform/actor.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createJobs } from '../../server/platform/jobs.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { registerServerCopy } from '../../server/platform/server-copy.ts';
import { startGovukPay, type GovukPay } from '../practice/govuk-pay/start-govuk-pay.ts';
import { startTelephony, type PracticeTelephony } from '../practice/telephony/start-telephony.ts';
import { openBooks, type Books } from '../support/books.ts';
import { httpCutter, type HttpRequest } from '../support/fault-proxy-http.ts';
import { postgresCutter, type Statement } from '../support/fault-proxy-postgres.ts';
import { startFaultProxy, type Verdict } from '../support/fault-proxy.ts';
import { lastingPort, serverProcess, type ServerProcess } from '../support/server-process.ts';
import type { Passing } from './crash-points.ts';
import { openDesk, type Desk } from './desk.ts';

/** Captures and lagging searches wait for the stand-in's clock, which a run moves when it is over. */
export const CAPTURE_DELAY_MS = 60_000;
const SEARCH_LAG_MS = 2_000;
export const PAY_KEY = 'api_test_practice';
export const TELEPHONY_KEY = 'telephony_test_key';

/** A server process between two proxies, with books, a GOV.UK Pay and two agents of its own; used for one run after another. */
export interface CrashLane {
  readonly books: Books;
  readonly pay: GovukPay;
  readonly telephony: PracticeTelephony;
  readonly server: ServerProcess;
  /** Where the server listens, before and after it is killed. */
  readonly url: string;
  readonly agent: Desk;
  readonly colleague: Desk;
  /** For looking at payments from inside this process, as another copy of the server would. */
  readonly deps: PaymentsDeps;
  /** Is shown everything that passes, and decides what becomes of it. */
  watch(sees: (passing: Passing) => Verdict): void;
  close(): Promise<void>;
}

export async function openCrashLane(): Promise<CrashLane> {
  const books = await openBooks();
  const pay = await startGovukPay({
    apiKeys: [{ key: PAY_KEY, accountName: 'practice' }],
    captureDelayMs: CAPTURE_DELAY_MS,
    searchLagMs: SEARCH_LAG_MS,
    rateLimits: { postsPerSecond: 1_000, getsPerSecond: 1_000 },
  });
  const telephony = await startTelephony({ apiKey: TELEPHONY_KEY });
  const between = await watchedLinks(books.database.serverUrl, pay.url, telephony.url);
  const port = await lastingPort();
  const url = `http://127.0.0.1:${port}`;
  const server = serverProcess(settings({ port, url, ...between.addresses, pagesUrl: pay.url }));
  await server.start();
  const inside = await insideDeps(books.database.serverUrl, pay.url, telephony.url);
  return {
    ...{ books, pay, telephony, server, url, deps: inside.deps, watch: between.watch },
    agent: openDesk(url, await sessionOf(books, await books.staff('agent'))),
    colleague: openDesk(url, await sessionOf(books, await books.staff('agent'))),
    close: async () => {
      await server.stop();
      await inside.close();
      await between.close();
      await pay.close();
      await telephony.close();
      await books.close();
    },
  };
}

/** A proxy before PostgreSQL and one before Pay, which show what passes to whoever watches. */
async function watchedLinks(databaseUrl: string, payUrl: string, telephonyUrl: string) {
  let sees: (passing: Passing) => Verdict = () => 'pass';
  const database = await startFaultProxy<Statement>({
    targetPort: Number(new URL(databaseUrl).port),
    cutter: postgresCutter,
    watcher: {
      asked: (statement) => sees({ link: 'database', way: 'asked', statement }),
      answered: (statement) => sees({ link: 'database', way: 'answered', statement }),
    },
  });
  const pay = await startFaultProxy<HttpRequest>({
    targetPort: Number(new URL(payUrl).port),
    cutter: httpCutter,
    watcher: {
      asked: (request) => sees({ link: 'pay', way: 'asked', request }),
      answered: (request) => sees({ link: 'pay', way: 'answered', request }),
    },
  });
  const telephony = await startFaultProxy<HttpRequest>({
    targetPort: Number(new URL(telephonyUrl).port),
    cutter: httpCutter,
    watcher: {
      asked: (request) => sees({ link: 'telephony', way: 'asked', request }),
      answered: (request) => sees({ link: 'telephony', way: 'answered', request }),
    },
  });
  return {
    addresses: {
      databaseUrl: onPort(databaseUrl, database.port),
      payUrl: onPort(payUrl, pay.port),
      telephonyUrl: onPort(telephonyUrl, telephony.port),
    },
    watch: (next: (passing: Passing) => Verdict) => {
      sees = next;
    },
    close: async () => {
      await database.close();
      await pay.close();
      await telephony.close();
    },
  };
}

interface Addresses {
  readonly port: number;
  readonly url: string;
  readonly databaseUrl: string;
  readonly payUrl: string;
  readonly pagesUrl: string;
  readonly telephonyUrl: string;
}

/** The whole environment of a server on this machine. */
export function settings({
  port,
  url,
  databaseUrl,
  payUrl,
  pagesUrl,
  telephonyUrl,
}: Addresses): Record<string, string> {
  return {
    COUNTERFOIL_PORT: String(port),
    COUNTERFOIL_DATABASE_URL: databaseUrl,
    COUNTERFOIL_LOG_LEVEL: 'warn',
    COUNTERFOIL_PUBLIC_URL: url,
    GOVUK_PAY_API_URL: payUrl,
    GOVUK_PAY_API_KEY: PAY_KEY,
    GOVUK_NOTIFY_API_KEY: 'unused-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222',
    GOVUK_NOTIFY_API_URL: 'http://127.0.0.1:9',
    GOVUK_NOTIFY_EMAIL_TEMPLATE: '33333333-3333-4333-8333-333333333333',
    GOVUK_NOTIFY_FILE_TEMPLATE: '44444444-4444-4444-8444-444444444444',
    GOVUK_PAY_PAGE_ORIGINS: pagesUrl,
    TELEPHONY_API_URL: telephonyUrl,
    TELEPHONY_API_KEY: TELEPHONY_KEY,
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_JWKS_URL: 'http://127.0.0.1:9/jwks',
    BANK_ACCOUNT_NAME: 'OPG Practice',
    BANK_SORT_CODE: '12-34-56',
    BANK_ACCOUNT_NUMBER: '12345678',
  };
}

function onPort(address: string, port: number): string {
  const url = new URL(address);
  url.port = String(port);
  return url.href.replace(/\/$/, '');
}

/** A session of the real server's, on the machine's own clock. */
export async function sessionOf(books: Books, person: StaffActor): Promise<string> {
  const [row] = await books.rows<{ subject: string }>('select subject from staff where id = ?', [person.staffId]);
  const { token } = await openSession({ ...books.system, clock: systemClock }, row?.subject ?? '');
  return token;
}

async function insideDeps(databaseUrl: string, apiUrl: string, telephonyUrl: string) {
  const log = createLogger('silent');
  const jobs = await createJobs(databaseUrl, log);
  const copy = await registerServerCopy(databaseUrl, systemClock.now(), log);
  const timeoutMs = { create: 10_000, read: 5_000, cancel: 10_000, search: 10_000 };
  const deps: PaymentsDeps = {
    ...{ jobs, log, copyId: copy.id },
    pay: createGovukPayClient({ apiUrl, apiKey: PAY_KEY, timeoutMs }),
    telephony: createHttpTelephony({ apiUrl: telephonyUrl, apiKey: TELEPHONY_KEY, timeoutMs: 5_000 }),
    returnBaseUrl: apiUrl,
    cardPageOrigins: [apiUrl],
    bankTransfer: { accountName: 'OPG Practice', sortCode: '12-34-56', accountNumber: '12345678' },
  };
  const close = async (): Promise<void> => {
    await jobs.stop();
    await copy.stop();
  };
  return { deps, close };
}
