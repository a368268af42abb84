import { accessTokenReader } from './access/index.ts';
import {
  BANK_HOLIDAYS_QUEUE,
  BILL_RUNS_QUEUE,
  FORECAST_QUEUE,
  CHASE_INVOICES_QUEUE,
  chaseInvoices,
  APPLY_CREDIT_QUEUE,
  applyCreditToNewInvoices,
  DELIVER_INVOICES_QUEUE,
  deliverInvoices,
  fetchBankHolidays,
  OPEN_DUE_BILL_RUNS_QUEUE,
  openDueBillRuns,
  workOnBillRuns,
  workOutFirstForecasts,
  workOutForecasts,
  type InvoiceSender,
} from './billing/index.ts';
import type { Config } from './config.ts';
import {
  createNotifyClient,
  FOLLOW_MESSAGES_QUEUE,
  followMessages,
  SEND_MESSAGES_QUEUE,
  sendMessages,
  type CorrespondenceDeps,
} from './correspondence/index.ts';
import { ENTITIES } from './entities.ts';
import { createHttp } from './http.ts';
import { carryOutSuccessions, PASS_ON_QUEUE, passOnRegistrations, SUCCESSIONS_QUEUE } from './organisations/index.ts';
import {
  createGovukPayClient,
  createHttpTelephony,
  MOP_UP_QUEUE,
  settleDuePayments,
  startPaymentWatcher,
  type PaymentsDeps,
} from './payments/index.ts';
import { startRefundWatcher } from './refunds/index.ts';
import { SYSTEM } from './platform/actor.ts';
import { systemClock } from './platform/clock.ts';
import { HOUSEKEEPING_QUEUE, keepHouse } from './platform/housekeeping.ts';
import { createJobs } from './platform/jobs.ts';
import { startLive } from './platform/live.ts';
import { createLogger } from './platform/logger.ts';
import { createOrm } from './platform/orm.ts';
import type { CommandContext } from './platform/run-command.ts';
import { createPeopleAtWork } from './platform/people-at-work.ts';
import { registerServerCopy } from './platform/server-copy.ts';
import { createRequestContexts } from './request-context.ts';
import {
  createDeliveryReader,
  discardAbandonedFiles,
  lookIntoFolder,
  moveRegistrations,
  raiseAlerts,
  startCountingUsage,
  USAGE_ALERTS_QUEUE,
  USAGE_FOLDER_QUEUE,
  USAGE_INTAKE_QUEUE,
} from './usage/index.ts';

/** Pay's own slowest answers stay under these; a card authorisation is not among our calls. */
const PAY_TIMEOUTS_MS = { create: 10_000, read: 5_000, cancel: 10_000, search: 10_000 };

/** Above this, Notify's own slowest answers to a message with a file. */
const NOTIFY_TIMEOUT_MS = 30_000;

/** A caller waits, card in hand, while the recording is paused. */
const TELEPHONY_TIMEOUT_MS = 5_000;

export interface RunningServer {
  readonly url: string;
  /** Stops taking requests, lets those under way end, then lets go of the database. */
  stop(): Promise<void>;
}

/** Builds the whole server from its settings and listens. Every part is made here and handed on; nothing is global. */
export async function startServer(config: Config): Promise<RunningServer> {
  const clock = systemClock;
  const log = createLogger(config.logLevel);
  const orm = await createOrm(ENTITIES, {
    url: config.databaseUrl,
    poolSize: config.databasePool,
    applicationName: 'counterfoil server',
  });
  const copy = await registerServerCopy(config.databaseUrl, clock.now(), log);
  const live = await startLive(config.databaseUrl, log);
  const jobs = await createJobs(config.databaseUrl, log);
  const payments: PaymentsDeps = {
    pay: createGovukPayClient({ apiUrl: config.pay.apiUrl, apiKey: config.pay.apiKey, timeoutMs: PAY_TIMEOUTS_MS }),
    telephony:
      config.telephony === null ? null : createHttpTelephony({ ...config.telephony, timeoutMs: TELEPHONY_TIMEOUT_MS }),
    jobs,
    log,
    copyId: copy.id,
    returnBaseUrl: config.publicUrl,
    cardPageOrigins: config.pay.pageOrigins,
    bankTransfer: config.bank,
  };
  const correspondence: CorrespondenceDeps = {
    notify: createNotifyClient({ ...config.notify, timeoutMs: NOTIFY_TIMEOUT_MS }),
    log,
  };
  const sender: InvoiceSender = { name: 'Office of the Public Guardian', ...config.office, bank: config.bank };
  const people = createPeopleAtWork(clock);
  const app = await createHttp({
    contexts: createRequestContexts(orm, clock, log, people),
    payments,
    live,
    readToken: accessTokenReader(config.oidc),
    sender,
    log,
    isReady: () => orm.isConnected(),
  });
  const unasked: CommandContext = { em: orm.em, actor: SYSTEM, clock, requestId: null };
  const watcher = startPaymentWatcher(unasked, payments);
  const refundWatcher = startRefundWatcher(unasked, payments);
  const usageCounting = startCountingUsage(unasked, log);
  const deliveries = createDeliveryReader(unasked, copy.id);
  await jobs.work([
    {
      queue: MOP_UP_QUEUE,
      cron: '* * * * *',
      run: async () => void (await settleDuePayments(unasked, 'mop-up', payments)),
    },
    { queue: BILL_RUNS_QUEUE, cron: '* * * * *', run: async () => workOnBillRuns(unasked, people) },
    { queue: OPEN_DUE_BILL_RUNS_QUEUE, cron: '0 6 * * *', run: async () => openDueBillRuns(unasked, jobs) },
    { queue: FORECAST_QUEUE, cron: '10 5 * * *', run: async () => workOutForecasts(unasked) },
    { queue: USAGE_ALERTS_QUEUE, cron: '*/5 * * * *', run: async () => void (await raiseAlerts(unasked)) },
    { queue: HOUSEKEEPING_QUEUE, cron: '20 3 * * *', run: async () => keepHouseForAll(unasked) },
    {
      queue: USAGE_FOLDER_QUEUE,
      cron: '* * * * *',
      run: async () => {
        if (config.usageFolder !== null) await lookIntoFolder(unasked, config.usageFolder, { jobs, log });
      },
    },
    {
      queue: BANK_HOLIDAYS_QUEUE,
      cron: '40 5 * * *',
      run: async () => {
        if (config.bankHolidaysUrl !== null) await fetchBankHolidays(unasked, config.bankHolidaysUrl);
      },
    },
    // In the middle of the morning: what was paid yesterday is booked, and somebody is there who answers.
    {
      queue: CHASE_INVOICES_QUEUE,
      cron: '0 10 * * *',
      run: () => chaseInvoices(unasked, { sender, jobs, log }),
    },
    {
      queue: DELIVER_INVOICES_QUEUE,
      cron: '* * * * *',
      run: () => deliverInvoices(unasked, { sender, jobs, log }),
    },
    { queue: APPLY_CREDIT_QUEUE, cron: '* * * * *', run: () => applyCreditToNewInvoices(unasked) },
    { queue: SEND_MESSAGES_QUEUE, cron: '* * * * *', run: () => sendMessages(unasked, correspondence) },
    { queue: FOLLOW_MESSAGES_QUEUE, cron: '* * * * *', run: () => followMessages(unasked, correspondence) },
    { queue: SUCCESSIONS_QUEUE, cron: '* * * * *', run: () => carryOutSuccessions(unasked, moveRegistrations) },
    { queue: PASS_ON_QUEUE, cron: '40 2 * * *', run: () => passOnRegistrations(unasked, moveRegistrations) },
    { queue: USAGE_INTAKE_QUEUE, cron: '* * * * *', run: () => deliveries.readAll() },
  ]);
  if (config.bankHolidaysUrl !== null) {
    fetchBankHolidays(unasked, config.bankHolidaysUrl).catch((error: unknown) =>
      log.error({ err: error }, 'The bank holidays could not be had at the start'),
    );
  }
  // What a copy that was killed had begun does not wait for the clock.
  workOnBillRuns(unasked, people).catch((error: unknown) =>
    log.error({ err: error }, 'Bill runs could not be gone on with'),
  );
  workOutFirstForecasts(unasked).catch((error: unknown) => log.error({ err: error }, 'Bills could not be forecast'));
  deliveries.readAll().catch((error: unknown) => log.error({ err: error }, 'Files could not be read at the start'));
  const url = await app.listen({ host: config.host, port: config.port });
  log.info({ url, copyId: copy.id }, 'listening');
  return {
    url,
    stop: async () => {
      await live.stop();
      await app.close();
      await watcher.stop();
      await refundWatcher.stop();
      await usageCounting.stop();
      await jobs.stop();
      await copy.stop();
      await orm.close(true);
      log.info('stopped');
    },
  };
}

async function keepHouseForAll(ctx: CommandContext): Promise<void> {
  await keepHouse(ctx);
  await discardAbandonedFiles(ctx);
}
