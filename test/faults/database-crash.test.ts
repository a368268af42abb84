import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueInvoice } from '../../server/billing/index.ts';
import { runCommand } from '../../server/platform/run-command.ts';
import { localDate } from '../../shared/local-date.ts';
import { EXTERNAL_STATES } from '../practice/govuk-pay/payment-status.ts';
import { startGovukPay, type GovukPay } from '../practice/govuk-pay/start-govuk-pay.ts';
import { startTelephony, type PracticeTelephony } from '../practice/telephony/start-telephony.ts';
import { aLine, expectBooksInOrder, openBooks, type Books } from '../support/books.ts';
import { lastingPort, serverProcess, type ServerProcess } from '../support/server-process.ts';
import { PAY_KEY, sessionOf, settings, TELEPHONY_KEY } from './crash-lane.ts';
import { openDesk, type Desk } from './desk.ts';
import { PROVE } from './dice.ts';
import { startOwnPostgres, type OwnPostgres } from './own-postgres.ts';
import { newLoad, takeCalls, type Call, type Load } from './telephone-load.ts';
import { until } from './until.ts';

const AGENTS = PROVE ? 6 : 4;
const CALLS_EACH = PROVE ? 12 : 3;
const CRASHES = PROVE ? 5 : 1;
const BACK_WITHIN_MS = 10_000;
const ANSWERS_WITHIN_MS = 10_000;

let postgres: OwnPostgres;
let books: Books;
let pay: GovukPay;
let telephony: PracticeTelephony;
let server: ServerProcess;
let url: string;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  books = await openBooks(postgres.database);
  books.clock.set(new Date().toISOString());
  pay = await startGovukPay({
    apiKeys: [{ key: PAY_KEY, accountName: 'practice' }],
    rateLimits: { postsPerSecond: 1_000, getsPerSecond: 1_000 },
  });
  telephony = await startTelephony({ apiKey: TELEPHONY_KEY });
  const port = await lastingPort();
  url = `http://127.0.0.1:${port}`;
  const addresses = {
    databaseUrl: postgres.database.serverUrl,
    payUrl: pay.url,
    pagesUrl: pay.url,
    telephonyUrl: telephony.url,
  };
  server = serverProcess(settings({ port, url, ...addresses }));
  await server.start();
}, 120_000);
afterAll(async () => {
  await server.stop();
  await pay.close();
  await telephony.close();
  await books.close();
  await postgres.stop();
});

async function newDesk(): Promise<Desk> {
  return openDesk(url, await sessionOf(books, await books.staff('agent')));
}

async function newCall(): Promise<Call> {
  const organisation = await books.organisation();
  const line = aLine(9200, { receivedOn: localDate('2025-01-06'), registeredOn: localDate('2025-03-31') });
  const input = { commandId: randomUUID(), organisation, lines: [line] };
  const { number, total } = await runCommand(books.system, 'billing.issueInvoice', input, issueInvoice);
  return { organisation, invoice: number, amount: total };
}

async function times<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make());
  return made;
}

const readiness = async (): Promise<number> => (await fetch(`${url}/ready`)).status;

/** Crashes PostgreSQL, keeps it away until the server was seen to say so, and measures how soon the server is back. */
async function crashOnce(desk: Desk, refused: readonly number[]): Promise<number> {
  const before = refused.length;
  await postgres.crash();
  await until('the server says that it is not ready', ANSWERS_WITHIN_MS, async () =>
    (await readiness()) === 503 && refused.length >= before + AGENTS ? true : undefined,
  );
  await postgres.restart();
  const upAt = performance.now();
  await until('the server is back', 60_000, async () => {
    if ((await readiness()) !== 200) return undefined;
    return desk.api.payments.mine.query({}).catch(() => undefined);
  });
  return performance.now() - upAt;
}

/** Agents take calls at the same time, and PostgreSQL crashes among them; returns when every call is through. */
async function crashUnderLoad(load: Load): Promise<number[]> {
  const desks = await times(AGENTS, newDesk);
  const calls = await times(AGENTS, () => times(CALLS_EACH, newCall));
  const watcher = await newDesk();
  const working = Promise.all(desks.map((desk, index) => takeCalls(desk, calls[index] ?? [], load)));
  working.catch(() => undefined);
  const back: number[] = [];
  while (back.length < CRASHES) {
    const enough = load.paid.length + AGENTS / 2;
    await until('payments run', 60_000, async () => (load.paid.length >= enough ? true : undefined));
    back.push(await crashOnce(watcher, load.refused));
  }
  await working;
  return back;
}

test(
  'PostgreSQL crashes while payments run: the server refuses, comes back by itself, and nothing it said is lost',
  { timeout: 600_000 },
  async () => {
    const load = newLoad();
    const back = await crashUnderLoad(load);
    const missing = await acknowledgedButMissing(load.started, load.paid);
    const backMs = Math.round(Math.max(...back));
    console.log(
      [
        `figure database-crashes ${back.length} crashes`,
        `figure database-crash-back-max ${backMs} ms`,
        `figure database-crash-slowest-answer ${Math.round(load.slowestMs)} ms`,
        `figure database-crash-refusals ${load.refused.length} calls`,
        `figure database-crash-acknowledged ${load.started.length + load.paid.length} answers`,
        `figure database-crash-acknowledged-missing ${missing.length} answers`,
      ].join('\n'),
    );
    expect(missing).toEqual([]);
    expect(load.refused.filter((status) => status !== 503)).toEqual([]);
    expect(server.isRunning()).toBe(true);
    expect(backMs).toBeLessThanOrEqual(BACK_WITHIN_MS);
    await expectMoneyAgrees();
    if (PROVE) await expectMopUpWorks();
    await expectBooksInOrder(books);
  },
);

async function acknowledgedButMissing(started: readonly string[], paid: readonly string[]): Promise<string[]> {
  const rows = await books.rows<{ id: string; receipt_id: number | null }>('select id, receipt_id from card_payment');
  const known = new Map(rows.map(({ id, receipt_id }) => [id, receipt_id]));
  return [...started.filter((id) => !known.has(id)), ...paid.filter((id) => (known.get(id) ?? null) === null)];
}

/** The job queue has come back as well: it looks every minute whether what is paid has been captured. */
async function expectMopUpWorks(): Promise<void> {
  await until('every payment is captured', 180_000, async () => {
    const waiting = await books.rows(`select from card_payment where state = 'paid'`);
    return waiting.length === 0 ? true : undefined;
  });
}

/** Pay's successes and the books' receipts are the same, and nobody paid twice for an invoice. */
async function expectMoneyAgrees(): Promise<void> {
  const taken = pay
    .payments()
    .filter(({ status }) => EXTERNAL_STATES[status].status === 'success')
    .map(({ id, amount }) => ({ source: `govuk-pay:${id}`, amount }));
  const booked = await books.rows<{ source: string; amount: number }>('select source, amount from receipt');
  const bySource = (a: { source: string }, b: { source: string }): number => a.source.localeCompare(b.source);
  expect(booked.toSorted(bySource)).toEqual(taken.toSorted(bySource));
  expect(taken.length).toBe(AGENTS * CALLS_EACH);
}
