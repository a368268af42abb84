import { fromKysely, PgBoss } from 'pg-boss';
import type { Logger } from './logger.ts';
import type { Tx } from './transaction.ts';

export const JOBS_SCHEMA = 'jobs';

/** A queue and what its jobs do. A handler that throws is run again, with growing pauses. */
export interface JobHandler {
  readonly queue: string;
  /** A cron line in London time, for queues that also run by the clock. */
  readonly cron?: string;
  readonly run: (data: object) => Promise<void>;
}

/** Work for later, written in the transaction that makes it needed. */
export interface Jobs {
  /** Enqueues in `tx`: the job exists exactly when the change does. `singletonKey` folds equal waiting jobs into one. */
  enqueue(
    tx: Tx,
    queue: string,
    data: object,
    options?: { afterSeconds?: number; singletonKey?: string },
  ): Promise<void>;
  /** Starts taking jobs. */
  work(handlers: readonly JobHandler[]): Promise<void>;
  /** Lets running handlers end, then stops. */
  stop(): Promise<void>;
}

/** Connects to the job tables, which `migrate` has made. Jobs can be enqueued at once; none runs before `work`. */
export async function createJobs(url: string, log: Logger): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    schema: JOBS_SCHEMA,
    migrate: false,
    createSchema: false,
    max: 3,
    useListenNotify: true,
    registerInstance: false,
    application_name: 'counterfoil jobs',
  });
  boss.on('error', (error) => log.error({ err: error }, 'The job queue reports a fault'));
  await boss.start();
  return {
    enqueue: async (tx, queue, data, options = {}) => {
      await boss.send(queue, data, {
        db: fromKysely(tx.getKysely()),
        ...(options.afterSeconds !== undefined && { startAfter: options.afterSeconds }),
        ...(options.singletonKey !== undefined && { singletonKey: options.singletonKey }),
      });
    },
    work: async (handlers) => {
      for (const handler of handlers) await workOn(boss, handler, log);
    },
    stop: async () => boss.stop({ graceful: true, timeout: 8_000 }),
  };
}

/** A new job wakes its worker at once; one that was put off, or is run again, waits for the next look. */
const POLLING = { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5, burstWhenBatchFull: true };

async function workOn(boss: PgBoss, handler: JobHandler, log: Logger): Promise<void> {
  await boss.work(handler.queue, POLLING, async (jobs) => {
    for (const job of jobs) {
      const data: unknown = job.data;
      try {
        await handler.run(typeof data === 'object' && data !== null ? data : {});
      } catch (error) {
        log.error({ err: error, queue: handler.queue, jobId: job.id }, 'A job failed; it will run again');
        throw error;
      }
    }
  });
  if (handler.cron !== undefined) await boss.schedule(handler.queue, handler.cron, {}, { tz: 'Europe/London' });
}

/** Makes the job tables and queues, as the owner of the database. Part of `migrate`. */
export async function prepareJobs(ownerUrl: string, queues: readonly string[]): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: JOBS_SCHEMA,
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const name of queues) {
      await boss.createQueue(name, {
        retryLimit: 20,
        retryDelay: 5,
        retryBackoff: true,
        retryDelayMax: 600,
        notify: true,
      });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
