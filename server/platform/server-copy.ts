import { Client } from 'pg';
import type { Logger } from './logger.ts';

/** Class of the advisory locks that say which copies of the server are alive. */
const COPY_LOCK_CLASS = 736_001;

/** SQL that is true when the copy whose id is in `column` holds its lock: it is running. */
export function copyIsAlive(column: string): string {
  return `exists (select from pg_locks where locktype = 'advisory' and granted and objsubid = 2
    and database = (select oid from pg_database where datname = current_database())
    and classid = ${COPY_LOCK_CLASS} and objid = ${column})`;
}

export interface ServerCopy {
  readonly id: number;
  stop(): Promise<void>;
}

/**
 * Registers this process as a running copy of the server, by an advisory lock that PostgreSQL drops the moment the
 * process is gone. Other copies, and the next one after a crash, can so tell an attempt still being sent from one
 * whose sender died.
 */
export async function registerServerCopy(url: string, startedAt: Date, log: Logger): Promise<ServerCopy> {
  let stopped = false;
  let client = await connect();
  const { rows } = await client.query<{ id: number }>('insert into server_copy (started_at) values ($1) returning id', [
    startedAt.toISOString(),
  ]);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('A server copy was not registered');
  await hold();
  return {
    id,
    stop: async () => {
      stopped = true;
      await client.end();
    },
  };

  async function connect(): Promise<Client> {
    const next = new Client({ connectionString: url, keepAlive: true, application_name: 'counterfoil copy' });
    next.on('error', () => void retake());
    await next.connect();
    return next;
  }

  async function hold(): Promise<void> {
    await client.query('set idle_in_transaction_session_timeout = 0');
    await client.query('select pg_advisory_lock($1, $2)', [COPY_LOCK_CLASS, id]);
  }

  /** The database went away and came back: without the lock this copy would count as dead. */
  async function retake(): Promise<void> {
    for (let pauseMs = 200; !stopped; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (stopped) return;
      try {
        client = await connect();
        await hold();
        log.info({ copyId: id }, 'Took the copy lock again');
        return;
      } catch (error) {
        log.warn({ err: error, copyId: id }, 'The copy lock is not to be had yet');
      }
    }
  }
}
